import { type FormColumn, type FormRow, type FormTable, forms } from "../../data/forms/index.ts";
import type { SpanCell, SpanTable } from "./blocks.ts";

export type { SpanCell, SpanTable } from "./blocks.ts";

/** What the source prints for a cell: digits, a dash, a number with its unit, or "" where it is blank. */
export type Printed = (table: string, item: string, column: string) => string;

export type StatutoryTables = { proactive: SpanTable; applications: SpanTable; disputes: SpanTable };

/** The three statutory tables of a generation of the form, laid out with the spans of the official template. */
export function statutoryTables(format: "2019" | "2021", printed: Printed): StatutoryTables {
  return {
    proactive: clauseTable(formTable(format, "proactive"), printed),
    applications: groupedTable(formTable(format, "applications"), printed),
    disputes: acrossTable(formTable(format, "disputes"), printed),
  };
}

function formTable(format: string, id: string): FormTable {
  const table = forms.find((form) => form.format === format)?.tables.find((t) => t.id === id);
  if (table === undefined) throw new RangeError(`data/forms has no table ${id} of format ${format}`);
  return table;
}

/** Table 二: a clause a block, each with its own header; the last column takes the width that the widest block has more. */
function clauseTable(table: FormTable, printed: Printed): SpanTable {
  const width = 1 + Math.max(...table.blocks.map((block) => block.columns.length));
  const spread = (texts: string[]): SpanCell[] =>
    texts.map((text, i) => (i < texts.length - 1 ? { text } : span(text, width - i, 1)));
  return table.blocks.flatMap((block) => [
    [span(block.clause ?? "", width, 1)],
    spread([table.corner ?? "", ...block.columns.map((column) => column.label)]),
    ...block.rows.map((row) => spread([row.label, ...block.columns.map((c) => printed(table.id, row.item, c.column))])),
  ]);
}

/** Table 三: groups of rows in columns of their own to the left, three header rows beside the corner. */
function groupedTable(table: FormTable, printed: Printed): SpanTable {
  const columns = table.blocks.flatMap((block) => block.columns);
  const rows = table.blocks.flatMap((block) => block.rows);
  const labelWidth = 1 + Math.max(...rows.map((row) => row.groups.length));
  const body = rows.map((row, y) => [
    ...row.groups.flatMap((name, level) => {
      if (rows[y - 1]?.groups[level] === name) return [];
      const group = table.groups[name];
      return [span(numbered(group?.ordinal, group?.label ?? name), 1, runLength(rows, y, level))];
    }),
    span(numbered(row.ordinal, row.label), labelWidth - row.groups.length, 1),
    ...columns.map((column) => ({ text: printed(table.id, row.item, column.column) })),
  ]);
  return [...applicantHeader(table, columns, labelWidth), ...body];
}

/** 申请人情况 over all columns, 法人或其他组织 over all but the first (自然人) and the last (总计). */
function applicantHeader(table: FormTable, columns: FormColumn[], labelWidth: number): SpanTable {
  const [everyone = "", organizations = ""] = table.columnGroups;
  const labels = columns.map((column) => column.label);
  return [
    [span(table.corner ?? "", labelWidth, 3), span(everyone, columns.length, 1)],
    [span(labels.at(0) ?? "", 1, 2), span(organizations, columns.length - 2, 1), span(labels.at(-1) ?? "", 1, 2)],
    labels.slice(1, -1).map((text) => ({ text })),
  ];
}

/** Table 四: items as header groups over their columns, one row of numbers. */
function acrossTable(table: FormTable, printed: Printed): SpanTable {
  const depth = 2 + Math.max(...table.blocks.flatMap((block) => block.rows.map((row) => row.groups.length)));
  const header: SpanTable = Array.from({ length: depth }, () => []);
  const values: SpanCell[] = [];
  for (const block of table.blocks)
    block.rows.forEach((row, i) => {
      row.groups.forEach((name, level) => {
        if (block.rows[i - 1]?.groups[level] === name) return;
        const items = runLength(block.rows, i, level);
        header[level]?.push(span(table.groups[name]?.label ?? name, items * block.columns.length, 1));
      });
      const level = row.groups.length;
      header[level]?.push(span(row.label, block.columns.length, 1));
      header[level + 1]?.push(...block.columns.map((column) => span(column.label, 1, depth - level - 1)));
      values.push(...block.columns.map((column) => ({ text: printed(table.id, row.item, column.column) })));
    });
  return [...header, values];
}

/** How many rows from `from` on belong to the same group at `level`. */
function runLength(rows: FormRow[], from: number, level: number): number {
  const name = rows[from]?.groups[level];
  const end = rows.findIndex((row, y) => y > from && row.groups[level] !== name);
  return (end < 0 ? rows.length : end) - from;
}

const span = (text: string, colspan: number, rowspan: number): SpanCell => ({
  text,
  ...(colspan > 1 && { colspan }),
  ...(rowspan > 1 && { rowspan }),
});

/** 一、label · （一）label · 1.label */
const numbered = (ordinal: string | undefined, label: string): string => {
  if (ordinal === undefined) return label;
  if (ordinal.startsWith("（")) return ordinal + label;
  return `${ordinal}${/^\d+$/.test(ordinal) ? "." : "、"}${label}`;
};
