import { html, type TemplateResult } from "lit-html";
import type { Context, Table, Value } from "../view.ts";
import { words } from "./words.ts";

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL(\(\d+,\d+\))?|DOUBLE|FLOAT)$/;

/** An answer as a table that can be read aloud and scrolled by keyboard. What is not known is said by a sign with a name. */
export const table = (
  { say }: Context,
  {
    caption,
    answer,
    labels = {},
    show = {},
  }: {
    caption: string;
    answer: Table;
    /** What to call a column in the page's language, by its name. */
    labels?: Readonly<Record<string, string>>;
    /** How to show the values of a column, by its name. */
    show?: Readonly<Record<string, (value: Value, row: readonly Value[]) => TemplateResult | string>>;
  },
): TemplateResult => {
  const unknown = html`<span class="unknown" role="img" aria-label=${say(words.unknown)}>–</span>`;
  const plain = (value: Value): TemplateResult | string => {
    if (value === null) return unknown;
    if (typeof value === "boolean") return say(value ? words.yes : words.no);
    return String(value);
  };
  return html`
    <div class="scrolled" role="region" aria-label=${caption} tabindex="0">
      <table>
        <caption>${caption}</caption>
        <thead><tr>${answer.columns.map(
          ({ name, type }) =>
            html`<th scope="col" class=${NUMERIC.test(type) ? "number" : "text"}>${labels[name] ?? name}</th>`,
        )}</tr></thead>
        <tbody>${answer.rows.map(
          (row) =>
            html`<tr>${answer.columns.map(
              ({ name, type }, i) =>
                html`<td class=${NUMERIC.test(type) ? "number" : "text"}>${(show[name] ?? plain)(row[i] ?? null, row)}</td>`,
            )}</tr>`,
        )}</tbody>
      </table>
    </div>
  `;
};
