import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

export type Option = { value: string; label: string; group?: string };

/** A labelled choice of one; options that name a group stand under it. */
export const choice = ({
  name,
  label,
  value,
  options,
  choose,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly Option[];
  choose(value: string): void;
}): TemplateResult => html`
  <label class="choice">
    <span>${label}</span>
    <select
      name=${name}
      .value=${live(value)}
      @change=${({ currentTarget }: Event) => currentTarget instanceof HTMLSelectElement && choose(currentTarget.value)}
    >
      ${[...Map.groupBy(options, ({ group = "" }) => group)].map(([group, some]) =>
        group === ""
          ? some.map((one) => optionOf(one, value))
          : html`<optgroup label=${group}>${some.map((one) => optionOf(one, value))}</optgroup>`,
      )}
    </select>
  </label>
`;

const optionOf = (option: Option, value: string): TemplateResult =>
  html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`;
