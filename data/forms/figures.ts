import { type Form, forms } from "./index.ts";
import type { FormBlock, FormRow, FormTable } from "./schema.ts";

/** The address of one number of a statutory table. */
export type CellAddress = { table: string; item: string; column: string };

/** One number of a report under one name through all generations of the form: a column of the table `figures`. */
export type Figure = CellAddress & { name: string; en: string; zh: string };

/** A cell as one form names it, in Chinese: its row with the groups it stands in, and its column. */
export type NamedCell = CellAddress & { form: Form; itemLabel: string; columnLabel: string };

/** `item__column`, dots as underscores, `row_` before an item that is a number: a cell's name as a column of a view. */
export const columnName = ({ item, column }: Omit<CellAddress, "table">): string =>
  `${/^\d/.test(item) ? "row_" : ""}${item}__${column}`.replaceAll(".", "_");

/** The same with its table before it, where the columns of all tables stand side by side. */
export const figureName = (cell: CellAddress): string => `${cell.table}__${columnName(cell)}`;

/** Every cell of a form in the form's order. */
export const namedCells = (form: Form): NamedCell[] =>
  form.tables.flatMap((table) =>
    table.blocks.flatMap((block) => block.rows.flatMap((row) => cellsOfRow(form, table, block, row))),
  );

const cellsOfRow = (form: Form, table: FormTable, { columns }: FormBlock, row: FormRow): NamedCell[] =>
  columns.map(({ column, label }) => ({
    form,
    table: table.id,
    item: row.item,
    column,
    itemLabel: rowLabel(table, row),
    columnLabel: label,
  }));

/** The row's words with its number and those of the groups it stands in: （三）不予公开 › 1 属于国家秘密. */
export const rowLabel = (table: FormTable, { ordinal, groups, label }: FormRow): string =>
  [...groups.map((group) => table.groups[group] ?? { ordinal: undefined, label: group }), { ordinal, label }]
    .map((part) => `${part.ordinal ?? ""} ${part.label}`.trim())
    .join(" › ");

/** The numbers of every form in data/forms, those of the newest first, in the words of the newest form that has them. */
export const figures: readonly Figure[] = [
  ...new Map(
    forms
      .flatMap(namedCells)
      .toReversed()
      .map((cell): [string, Figure] => [figureName(cell), figureOf(cell)]),
  ).values(),
].toReversed();

function figureOf({ form, table, item, column, itemLabel, columnLabel }: NamedCell): Figure {
  const address = { table, item, column };
  return {
    ...address,
    name: figureName(address),
    en: `The number of the cell ${table} / ${item} / ${column} (format ${form.format}).`,
    zh: `${itemLabel}：${columnLabel}（${form.format} 年表式）。`,
  };
}
