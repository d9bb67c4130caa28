import { html, type TemplateResult } from "lit-html";
import type { Items } from "../../database/described.ts";
import { choice, type Option } from "../../parts/options.ts";
import { provinceName } from "../../parts/where.ts";
import type { Overview } from "../../places.ts";
import type { Context, Text } from "../../view.ts";
import { type Chosen, idOf, itemOf, LEVELS, MEASURES, ORGANS, PROOFS, paramsOf, prefixOf, SCOPES } from "./chosen.ts";
import { words } from "./words.ts";

/** What the page knows to choose from. `inside`: the places of the province that is looked into. */
export type Offered = { overview: Overview; items: Items; inside: [code: string, name: string][] };

/** Everything that can be chosen, as it is chosen. Every choice is an address. */
export function choices(context: Context, chosen: Chosen, offered: Offered, nameOf: Names): TemplateResult {
  const { say, params, go } = context;
  const looking = { in: params.get("in") ?? "", table: params.get("table") ?? "" };
  const change = (changed: Partial<Chosen>): void => go({ ...paramsOf({ ...chosen, ...changed }), ...looking });
  const oneOf = <K extends "level" | "scope" | "measure" | "proof" | "organs">(
    name: K,
    label: Text,
    values: readonly Chosen[K][],
    texts: Record<Chosen[K], Text>,
  ): TemplateResult =>
    choice({
      ...{ name, label: say(label), value: chosen[name] },
      options: values.map((value) => ({ value, label: say(texts[value]) })),
      choose: (value) => change({ [name]: values.find((one) => one === value) }),
    });
  const [first, last] = offered.overview.years;
  const years: Option[] = Array.from({ length: last - first + 1 }, (_, i) => ({
    value: String(first + i),
    label: String(first + i),
  }));
  const year = (name: "from" | "to", label: Text): TemplateResult =>
    choice({
      ...{ name, label: say(label), value: String(chosen[name] ?? "") },
      options: [{ value: "", label: "–" }, ...years],
      choose: (value) => change({ [name]: value === "" ? null : Number(value) }),
    });
  return html`
    ${placeChoices(context, chosen, offered, nameOf, (places) => change({ places }))}
    ${itemChoices(context, chosen, offered, nameOf, (items) => change({ items }))}
    <div class="choices">
      ${oneOf("measure", words.measure, MEASURES, words.measures)}
      ${oneOf("level", words.level, LEVELS, words.levels)}
      ${oneOf("scope", words.scope, SCOPES, words.scopes)}
      ${oneOf("proof", words.proof, PROOFS, words.proofs)}
      ${oneOf("organs", words.organs, ORGANS, words.whose)}
      ${year("from", words.from)} ${year("to", words.to)}
    </div>
  `;
}

/** What places and items are called. */
export type Names = { place(place: string): string; item(item: Chosen["items"][number]): string };

const tags = (context: Context, names: readonly string[], remove: (index: number) => void): TemplateResult => html`
  <ul class="series-tags">${names.map(
    (name, i) => html`
      <li>${name} ${
        names.length > 1
          ? html`<button type="button" aria-label=${context.say(words.remove(name))} @click=${() => remove(i)}>×</button>`
          : ""
      }</li>`,
  )}</ul>
`;

function placeChoices(
  context: Context,
  chosen: Chosen,
  { overview, inside }: Offered,
  nameOf: Names,
  change: (places: string[]) => void,
): TemplateResult {
  const { say, params, go } = context;
  const province = params.get("in") ?? "";
  return html`
    <fieldset class="series-choices">
      <legend>${say(words.places)}</legend>
      ${tags(context, chosen.places.map(nameOf.place), (at) => change(chosen.places.toSpliced(at, 1)))}
      <form class="choices" @submit=${(event: Event) => {
        const place = submitted(event, "within") ?? province;
        change([...new Set([...chosen.places, place])]);
      }}>
        ${choice({
          ...{ name: "in", label: say(words.province), value: province },
          options: [
            { value: "", label: say(words.allPlaces) },
            ...overview.provinces.map((one) => ({ value: one.code, label: provinceName(context, one) })),
          ],
          choose: (code) => go({ ...Object.fromEntries(params), in: code }),
        })}
        ${
          inside.length === 0
            ? ""
            : html`<label class="choice"><span>${say(words.within)}</span><select name="within">
                <option value=${province}>${say(words.wholeProvince)}</option>
                ${inside.map(([code, name]) => html`<option value=${prefixOf(code)}>${code.endsWith("00") ? "" : "　"}${name}</option>`)}
              </select></label>`
        }
        <button type="submit">${say(words.addPlace)}</button>
      </form>
    </fieldset>
  `;
}

function itemChoices(
  context: Context,
  chosen: Chosen,
  { items }: Offered,
  nameOf: Names,
  change: (items: Chosen["items"]) => void,
): TemplateResult {
  const { say, params, go, language } = context;
  const table = items.find(({ view }) => view === params.get("table")) ?? items[0];
  const known = table?.items ?? [];
  const label = (view: string): string => {
    const { [language]: described = view } = items.find((one) => one.view === view) ?? {};
    return view === "harmonized"
      ? say(words.harmonized)
      : (/[“][^”]*[”]/.exec(described)?.[0].slice(1, -1) ?? "") || view;
  };
  return html`
    <fieldset class="series-choices">
      <legend>${say(words.items)}</legend>
      ${tags(context, chosen.items.map(nameOf.item), (at) => change(chosen.items.toSpliced(at, 1)))}
      <form class="choices" @submit=${(event: Event) => {
        const [item] = itemOf(`${table?.view}.${submitted(event, "add") ?? ""}`);
        const form = event.currentTarget;
        const input = form instanceof HTMLFormElement ? form.elements.namedItem("add") : null;
        if (!(input instanceof HTMLInputElement)) return;
        const isKnown = item !== undefined && known.some(([column]) => column === item.column);
        input.setCustomValidity(isKnown ? "" : say(words.noItem));
        if (!isKnown) return void input.reportValidity();
        input.value = "";
        change([...chosen.items.filter((one) => idOf(one) !== idOf(item)), item]);
      }}>
        ${choice({
          ...{ name: "table", label: say(words.table), value: table?.view ?? "" },
          options: items.map(({ view }) => ({ value: view, label: label(view) })),
          choose: (view) => go({ ...Object.fromEntries(params), table: view }),
        })}
        <label class="choice series-item"><span>${say(words.item)}</span>
          <input name="add" list="series-items" autocomplete="off" @input=${(event: Event) => {
            if (event.currentTarget instanceof HTMLInputElement) event.currentTarget.setCustomValidity("");
          }}></label>
        <datalist id="series-items">${known.map(([column, name]) => html`<option value=${column}>${name}</option>`)}</datalist>
        <button type="submit">${say(words.addItem)}</button>
      </form>
    </fieldset>
  `;
}

/** A field of a form that was sent, which goes nowhere. */
function submitted(event: Event, name: string): string | null {
  event.preventDefault();
  const value = event.currentTarget instanceof HTMLFormElement ? new FormData(event.currentTarget).get(name) : null;
  return typeof value === "string" ? value : null;
}
