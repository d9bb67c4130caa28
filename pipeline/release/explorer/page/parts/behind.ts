import { html, type TemplateResult } from "lit-html";
import type { Context, Table } from "../view.ts";
import { csvOf, download } from "./csv.ts";
import { words } from "./words.ts";

/** What stands behind a figure or a table: its SQL, to read or to open in the SQL box, and its rows as CSV (`file` without its ending). */
export const behind = (
  { say, address }: Context,
  { sql, file, table }: { sql: string; file: string; table: Table },
): TemplateResult => html`
  <div class="behind">
    <button type="button" @click=${() => download(`${file}.csv`, csvOf(table))}>${say(words.csv)}</button>
    <details>
      <summary>${say(words.behind)}</summary>
      <pre tabindex="0"><code>${sql}</code></pre>
      <p><a href=${address("sql", { q: sql })}>${say(words.open)}</a></p>
    </details>
  </div>
`;
