import { html, nothing, type TemplateResult } from "lit-html";
import { csvOf, download } from "../../parts/csv.ts";
import { count } from "../../parts/format.ts";
import { table } from "../../parts/table.ts";
import type { Context, Table } from "../../view.ts";
import { words } from "./words.ts";

/** Rows on a page. */
const PAGE = 100;

/** An answer: how many rows in which time, a page of them from row `from` on, and all of them as CSV. */
export function answerPages(
  context: Context,
  { answer, ms, from, turn }: { answer: Table; ms: number; from: number; turn(to: number): void },
): TemplateResult {
  const { say, language } = context;
  const rows = answer.rows.slice(from, from + PAGE);
  const caption =
    answer.rows.length > PAGE
      ? words.page(count(from + 1, language), count(from + rows.length, language))
      : words.answer;
  return html`
    <p role="status">${say(words.answered(count(answer.rows.length, language), count(ms, language)))}</p>
    ${table(context, { caption: say(caption), answer: { columns: answer.columns, rows } })}
    <p class="sql-pages">
      ${from > 0 ? html`<button type="button" @click=${() => turn(from - PAGE)}>${say(words.before)}</button>` : nothing}
      ${
        from + PAGE < answer.rows.length
          ? html`<button type="button" @click=${() => turn(from + PAGE)}>${say(words.next)}</button>`
          : nothing
      }
      <button type="button" @click=${() => download("answer.csv", csvOf(answer))}>${say(words.csv)}</button>
    </p>
  `;
}
