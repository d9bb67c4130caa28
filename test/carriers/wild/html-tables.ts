import { resolveSpans, type SpanCell, type SpanTable } from "../../generate/blocks.ts";
import type { CellMarkup } from "./html-cells.ts";

/** A way to write a table. */
export type TableMarkup = { name: string; write(rows: SpanTable, cell: CellMarkup): string };

/** A figure with what may stand before and behind it, not a name with a number in it. */
const isNumber = (text: string): boolean => /[\d０-９]/.test(text) && !/\p{Script=Han}{3}/u.test(text);
const inside = ({ text }: SpanCell, cell: CellMarkup): string => cell.write(text, isNumber(text));

function spans({ colspan, rowspan }: SpanCell, more = { columns: 0, rows: 0 }): string {
  const [columns, rows] = [(colspan ?? 1) + more.columns, (rowspan ?? 1) + more.rows];
  return `${columns > 1 ? ` colspan="${columns}"` : ""}${rows > 1 ? ` rowspan=${rows}` : ""}`;
}

const td = (one: SpanCell, cell: CellMarkup): string => `<td${spans(one)}>${inside(one, cell)}</td>`;
const tr = (row: readonly SpanCell[], cell: CellMarkup, end = ""): string =>
  `<tr>${row.map((one) => td(one, cell)).join("")}${end}</tr>`;
const rowsOf = (rows: SpanTable, cell: CellMarkup): string => rows.map((row) => tr(row, cell)).join("\n");
const table = (inner: string): string => `<table border="1" cellspacing="0">${inner}</table>`;
const flat = (rows: SpanTable): SpanTable => resolveSpans(rows).map((row) => row.map((text) => ({ text })));
const width = (rows: SpanTable): number => Math.max(...resolveSpans(rows).map((row) => row.length));

/** How pages write tables; first the plainest. What browsers show of each is the same. */
export const tableMarkups: readonly TableMarkup[] = [
  { name: "plain", write: (rows, cell) => table(`<tbody>${rowsOf(rows, cell)}</tbody>`) },
  {
    name: "header cells",
    write: (rows, cell) =>
      table(
        rows
          .map((row) =>
            row.map((one) =>
              td(one, cell).replace(/^<td|td>$/g, (m) => (isNumber(one.text) ? m : m.replace("td", "th"))),
            ),
          )
          .map((cells) => `<tr>${cells.join("")}</tr>`)
          .join(""),
      ),
  },
  {
    name: "end tags left out",
    write: (rows, cell) =>
      table(
        rows.map((row) => `<tr>${row.map((one) => `<td${spans(one)}>${inside(one, cell)}`).join("\n")}`).join("\n"),
      ),
  },
  {
    name: "end tags too many",
    write: (rows, cell) => `${table(rows.map((row) => tr(row, cell, "</td></span>")).join("</tr>"))}</table></div>`,
  },
  { name: "spans written out", write: (rows, cell) => table(rowsOf(flat(rows), cell)) },
  {
    name: "row spans past the end",
    write: (rows, cell) =>
      table(
        rows
          .map((row, y) =>
            row.map((one) => {
              const reachesEnd = y + (one.rowspan ?? 1) >= rows.length && (one.rowspan ?? 1) > 1;
              return `<td${spans(one, { columns: 0, rows: reachesEnd ? 5 : 0 })}>${inside(one, cell)}</td>`;
            }),
          )
          .map((cells) => `<tr>${cells.join("")}</tr>`)
          .join(""),
      ),
  },
  {
    name: "column spans past the end",
    write: (rows, cell) =>
      table(
        rows
          .map((row) =>
            row.map(
              (one, x) =>
                `<td${spans(one, { columns: x === row.length - 1 ? 3 : 0, rows: 0 })}>${inside(one, cell)}</td>`,
            ),
          )
          .map((cells) => `<tr>${cells.join("")}</tr>`)
          .join(""),
      ),
  },
  {
    name: "a layout table around",
    write: (rows, cell) => `<table width="100%"><tr><td align=center>${table(rowsOf(rows, cell))}</td></tr></table>`,
  },
  {
    name: "a layout table of three columns around",
    write: (rows, cell) => `<table><tr><td>&nbsp;</td><td>${table(rowsOf(rows, cell))}</td><td></td></tr></table>`,
  },
  {
    name: "empty cells at both sides",
    write: (rows, cell) =>
      table(rows.map((row) => `<tr><td>&nbsp;</td>${row.map((one) => td(one, cell)).join("")}<td></td></tr>`).join("")),
  },
  {
    name: "Word's misaligned rows",
    write: (rows, cell) =>
      table(
        `${rows
          .map((row) =>
            tr(row, cell, "<![if !supportMisalignedRows]><td style='height:13.5pt' width=0></td><![endif]>"),
          )
          .join("")}<tr height=0>${"<td width=60></td>".repeat(width(rows))}</tr>`,
      ),
  },
  {
    name: "a caption and column groups",
    write: (rows, cell) => table(`<caption>单位：件</caption><colgroup><col><col></colgroup>${rowsOf(rows, cell)}`),
  },
  { name: "empty rows", write: (rows, cell) => table(rows.map((row) => `${tr(row, cell)}<tr></tr>`).join("")) },
  {
    name: "hidden rows",
    write: (rows, cell) =>
      table(
        rows
          .map((row) =>
            row.some(({ rowspan }) => rowspan) || !row.some(({ text }) => isNumber(text))
              ? tr(row, cell)
              : tr(row, cell) + tr(row, cell).replace("<tr>", '<tr style="display:none">'),
          )
          .join(""),
      ),
  },
  {
    name: "cells of hidden columns",
    write: (rows, cell) =>
      table(
        rows
          .map(
            (row) =>
              `<tr>${row.map((one) => td(one, cell) + (isNumber(one.text) ? '<td style="display:none">8</td>' : "")).join("")}</tr>`,
          )
          .join(""),
      ),
  },
  {
    name: "a table for the desktop and a hidden one for the phone",
    write: (rows, cell) =>
      `<div class="pc">${table(rowsOf(rows, cell))}</div><div class="unseen">${table(
        rowsOf(
          rows.map((row) => row.map((one) => ({ ...one, text: isNumber(one.text) ? "7" : one.text }))),
          cell,
        ),
      )}</div>`,
  },
  {
    name: "elements laid out as a table",
    write: (rows, cell) =>
      `<div style="display:table">${flat(rows)
        .map(
          (row) =>
            `<div style="display:table-row">${row.map((one) => `<div style="display:table-cell">${inside(one, cell)}</div>`).join("")}</div>`,
        )
        .join("")}</div>`,
  },
];
