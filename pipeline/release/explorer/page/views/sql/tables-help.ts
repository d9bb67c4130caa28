import { html, type TemplateResult } from "lit-html";
import type * as z from "zod/mini";
import type { Tables } from "../../database/described.ts";
import type { Context } from "../../view.ts";
import { words } from "./words.ts";

/** Every table and view, to open: its columns and what they say. */
export const tablesHelp = ({ say, language }: Context, tables: z.infer<typeof Tables>): TemplateResult => html`
  ${tables.map(
    ({ name, columns, ...described }) => html`
      <details class="table-help">
        <summary><code>${name}</code> ${described[language]}</summary>
        <div class="scrolled" role="region" aria-label=${name} tabindex="0">
          <table>
            <caption><code>${name}</code></caption>
            <thead><tr>${[words.column, words.type, words.means].map((text) => html`<th scope="col">${say(text)}</th>`)}</tr></thead>
            <tbody>${columns.map(
              (column) => html`
                <tr><th scope="row"><code>${column.name}</code></th><td>${column.type}</td><td>${column[language]}</td></tr>
              `,
            )}</tbody>
          </table>
        </div>
      </details>
    `,
  )}
`;
