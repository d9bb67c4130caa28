import { html, nothing, type TemplateResult } from "lit-html";
import type { FormTable } from "../../reports/forms.ts";
import type { Cell, Report } from "../../reports/shard.ts";
import type { Context } from "../../view.ts";
import { details } from "./details.ts";
import { addressOf, type Failure, numbered } from "./findings.ts";
import { english } from "./form-words.ts";
import { type Label, layoutOf, type Place } from "./layout.ts";
import { marks } from "./marks.ts";
import { move } from "./move.ts";
import { cellWords, words } from "./words.ts";

type Shown = {
  context: Context;
  cells: ReadonlyMap<string, Cell>;
  failed: ReadonlySet<string>;
  /** The one that Tab leads to, and whose details are shown. */
  chosen: string | null;
  choose(cell: string): void;
};

/** The statutory tables of a report, laid out as the form has them; below each what is known of the cell one points at. */
export function tables(
  context: Context,
  report: Report,
  laidOut: readonly FormTable[],
  failures: readonly Failure[],
  chosen: string | null,
  choose: (cell: string) => void,
): TemplateResult {
  const { say } = context;
  const cells = new Map(report.cells.map((cell) => [addressOf(cell), cell]));
  const failed = new Set(failures.flatMap((failure) => failure.cells));
  const shown = { context, cells, failed, chosen, choose };
  const placed = new Set(laidOut.flatMap(addressesOf));
  const others = report.cells.filter((cell) => !placed.has(addressOf(cell)));
  if (report.cells.length === 0)
    return html`<section><h2>${say(words.tables)}</h2><p>${say(words.noTables)}</p></section>`;
  return html`
    <section>
      <h2>${say(words.tables)}</h2>
      ${legend(context, report, failed)}
      ${laidOut.map((table) => {
        const first = report.cells.find((cell) => cell.table === table.id);
        const own = chosen?.startsWith(`${table.id}/`) ? chosen : null;
        return html`<div class="with-details">
          ${statutory({ ...shown, chosen: own ?? (first ? addressOf(first) : null) }, table)}
          ${details(context, own === null ? undefined : cells.get(own), table, failures)}
        </div>`;
      })}
      ${others.length === 0 ? nothing : html`<p>${say(words.otherCells)}</p><ul>${others.map((cell) => html`<li><code>${addressOf(cell)}</code>: ${cell.value ?? (cell.status === "reported" ? "" : marks[cell.status])} <span class="soft"><bdi>${cell.raw}</bdi></span></li>`)}</ul>`}
    </section>
  `;
}

const addressesOf = (table: FormTable): string[] =>
  layoutOf(table)
    .rows.flat()
    .flatMap((place) => (place.kind === "value" ? [addressOf({ table: table.id, ...place })] : []));

function statutory(shown: Shown, table: FormTable): TemplateResult {
  const { rows, head } = layoutOf(table);
  const { say } = shown.context;
  const body = (row: Place[]): TemplateResult => html`<tr>${row.map((place) => placeOf(shown, table, place))}</tr>`;
  return html`
    <div class="scrolled" role="region" aria-label=${table.heading} tabindex="0">
      <table class="statutory ${table.id}" @keydown=${move}>
        <caption><span lang="zh-CN">${table.heading}</span>${translation(shown.context, table.heading, "")}
          <span class="visually-hidden">${say(words.arrows)}</span></caption>
        ${head === 0 ? nothing : html`<thead>${rows.slice(0, head).map(body)}</thead>`}
        <tbody>${rows.slice(head).map(body)}</tbody>
      </table>
    </div>
  `;
}

function placeOf(shown: Shown, table: FormTable, place: Place): TemplateResult {
  if (place.kind === "label")
    return html`<th scope=${place.scope} colspan=${place.columns} rowspan=${place.rows} class=${place.label.depth === undefined ? nothing : `depth-${place.label.depth}`}>${labelOf(shown.context, place.label)}</th>`;
  if (place.kind === "empty") return html`<td class="number" colspan=${place.columns} aria-hidden="true">——</td>`;
  const address = addressOf({ table: table.id, ...place });
  const cell = shown.cells.get(address);
  return html`<td class="number" colspan=${place.columns}>${cell === undefined ? shown.context.say(words.noCell) : cellOf(shown, address, cell)}</td>`;
}

const labelOf = (context: Context, label: Label): TemplateResult =>
  html`<span lang="zh-CN">${numbered(label)}${label.unit === undefined ? "" : `（${label.unit}）`}</span>${translation(context, label.label, label.id)}`;

/** On the English page what a label means; the project's own name for it where nobody has put it into English. */
function translation({ language }: Context, label: string, id: string): TemplateResult | typeof nothing {
  const text = english[label] ?? id;
  return language === "zh" || text === "" ? nothing : html`<span class="english">${text}</span>`;
}

function cellOf({ context, failed, chosen, choose }: Shown, address: string, { status, value }: Cell): TemplateResult {
  const isFailed = failed.has(address);
  const said = [status === "reported" ? [] : [cellWords[status].name], isFailed ? [words.failed] : []].flat();
  const pick = (): void => choose(address);
  return html`<button type="button" class="reading ${status} ${isFailed ? "failed" : ""}" data-cell=${address}
    tabindex=${address === chosen ? 0 : -1} @focus=${pick} @click=${pick} @pointerenter=${pick}
    ><span>${value ?? ""}</span>${status === "reported" ? nothing : html`<span class="mark" aria-hidden="true">${marks[status]}</span>`}${
      isFailed ? html`<span class="mark" aria-hidden="true">${marks.failed}</span>` : nothing
    }${said.map((text) => html`<span class="visually-hidden"> ${context.say(text)}</span>`)}</button>`;
}

/** What the signs mean that stand in this report. */
function legend({ say }: Context, report: Report, failed: ReadonlySet<string>): TemplateResult | typeof nothing {
  const found = (["blank", "dash", "missing", "realigned", "ambiguous", "invalid"] as const).filter((status) =>
    report.cells.some((cell) => cell.status === status),
  );
  if (found.length === 0 && failed.size === 0) return nothing;
  return html`<ul class="legend">
    ${found.map((status) => html`<li><span class="mark">${marks[status]}</span> <strong>${say(cellWords[status].name)}</strong> ${say(cellWords[status].means)}</li>`)}
    ${failed.size === 0 ? nothing : html`<li><span class="mark">${marks.failed}</span> <strong>${say(words.failed)}</strong> ${say(words.failedMeans)}</li>`}
  </ul>`;
}
