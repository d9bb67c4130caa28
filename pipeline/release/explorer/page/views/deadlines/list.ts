import { html, nothing, type TemplateResult } from "lit-html";
import { behind } from "../../parts/behind.ts";
import { chinese } from "../../parts/chinese.ts";
import { count } from "../../parts/format.ts";
import { hadInTime, stateNames } from "../../parts/state-words.ts";
import { SIGNS } from "../../parts/states.ts";
import { isThere, type Province, type State } from "../../places.ts";
import type { Context, Text } from "../../view.ts";
import type { Line, Sort, Whose } from "./known.ts";
import { listSql, listTable } from "./sql.ts";
import { words } from "./words.ts";

/** On which site it would be, when that was last read, and what ails it. */
function where({ say }: Context, [, name, , reason, checked]: Province["sites"][number], state: State): TemplateResult {
  const read = say(words.site(name, checked ?? say(words.never)));
  return html`<small>${read}${state === "blocked" && reason !== null ? html`<br>${reason}` : nothing}</small>`;
}

/** So many at first: a province has thousands. */
const FIRST = 200;

/** The organs of a place, one by one; a column that it can be sorted by is headed by a button. */
export function list(
  context: Context,
  known: { lines: readonly Line[]; caption: string; sort: Sort; place: string; whose: Whose; year: number },
  set: (params: Record<string, string>) => void,
): TemplateResult {
  const { say, language, address, params } = context;
  const { lines, caption, sort, place, whose, year } = known;
  const shown = params.get("all") === "1" ? lines : lines.slice(0, FIRST);
  const head = (column: Sort, text: Text, numeric = false): TemplateResult => html`
    <th scope="col" class=${numeric ? "number" : "text"} aria-sort=${sort === column ? (column === "days" ? "descending" : "ascending") : nothing}>
      <button type="button" title=${say(words.sortBy(say(text)))} @click=${() => set({ sort: column })}>${say(text)}${sort === column ? (column === "days" ? " ↓" : " ↑") : ""}</button>
    </th>`;
  return html`
    <div class="scrolled" role="region" aria-label=${caption} tabindex="0">
      <table>
        <caption>${caption}</caption>
        <thead><tr class="sorts">
          ${head("organ", words.organ)}${head("state", words.state)}
          <th scope="col">${say(words.deadline)}</th><th scope="col">${say(words.published)}</th>
          ${head("days", words.daysLate, true)}
        </tr></thead>
        <tbody>${shown.map(({ name, place: code, due, deadline, published, site }) => {
          const { organ, division, scope, state, days, had } = due;
          const to = isThere(state)
            ? address("report", { organ, division, year: String(year), scope })
            : address("coverage", { place: code });
          return html`<tr>
            <th scope="row"><a href=${to}>${chinese(name)}</a></th>
            <td><span class="sign is-${state}" aria-hidden="true">${SIGNS[state]}</span> ${say(stateNames[state])}${had === null ? nothing : html`<small>${say(hadInTime(had, days !== null))}</small>`}${isThere(state) || site === null ? nothing : where(context, site, state)}</td>
            <td>${deadline}</td><td>${published ?? nothing}</td>
            <td class="number">${state === "late" && days !== null ? count(days, language) : nothing}</td>
          </tr>`;
        })}</tbody>
      </table>
    </div>
    ${
      shown.length < lines.length
        ? html`<p>${say(words.first(count(shown.length, language), count(lines.length, language)))}
          <button type="button" @click=${() => set({ all: "1" })}>${say(words.all(count(lines.length, language)))}</button></p>`
        : nothing
    }
    ${behind(context, { sql: listSql(whose, place, year), file: `deadlines-${place}-${year}`, table: listTable(lines) })}
  `;
}
