import { html, nothing, type TemplateResult } from "lit-html";
import type { FormTable } from "../../reports/forms.ts";
import type { Cell } from "../../reports/shard.ts";
import type { Context } from "../../view.ts";
import { failed } from "./checked.ts";
import { addressOf, columnLabel, type Failure, itemLabel } from "./findings.ts";
import { marks } from "./marks.ts";
import { cellWords, placeWords, words } from "./words.ts";

/** All that is known of one cell: what it counts, what is printed, where, how it was read, and the sums that it breaks. */
export function details(
  context: Context,
  cell: Cell | undefined,
  table: FormTable,
  failures: readonly Failure[],
): TemplateResult {
  return html`<div class="details ${cell === undefined ? "" : "known"}" aria-live="polite">
    ${cell === undefined ? html`<p class="soft">${context.say(words.hint)}</p>` : known(context, cell, table, failures)}
  </div>`;
}

function known(context: Context, cell: Cell, table: FormTable, failures: readonly Failure[]): TemplateResult {
  const { say } = context;
  const broken = failures.filter(({ cells }) => cells.includes(addressOf(cell)));
  const status = cellWords[cell.status];
  return html`
    <p class="of" lang="zh-CN">${itemLabel(table, cell.item)} · ${columnLabel(table, cell.column)}</p>
    <dl class="facts">
      <div><dt>${say(words.value)}</dt><dd>${cell.value ?? say(words.noValue)}</dd></div>
      <div><dt>${say(words.raw)}</dt><dd>${cell.raw === "" ? say(words.nothingPrinted) : html`<code class="raw">${cell.raw}</code>`}</dd></div>
      <div><dt>${say(words.at)}</dt><dd>${cell.at === "" ? say(words.nowhere) : say(placeWords(cell.at))}</dd></div>
      <div><dt>${say(words.read)}</dt><dd>${cell.status === "reported" ? "" : marks[cell.status]} ${say(status.name)}: ${say(status.means)}</dd></div>
      <div><dt>${say(words.name)}</dt><dd><code>${addressOf(cell)}</code></dd></div>
    </dl>
    ${broken.length === 0 ? nothing : html`<ul class="failures">${broken.map((one) => html`<li><span class="mark" aria-hidden="true">${marks.failed}</span> ${failed(context, one)}</li>`)}</ul>`}
  `;
}
