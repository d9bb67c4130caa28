import { cellsOf, type Form, forms } from "./index.ts";
import type { FormBlock, FormRow, FormTable } from "./schema.ts";

/** The address of one number of a statutory table. */
export type CellAddress = { table: string; item: string; column: string };

/** The same in the archive, where each statutory table is a view, and a province's own form of it another: under one number its rows count other things. */
export type FigureAddress = { view: string; item: string; column: string };

/** One number of a report under one name through all generations of the form: a column of the table `figures`. */
export type Figure = FigureAddress & { name: string; en: string; zh: string };

/** A cell as one form names it, in Chinese: its row with the groups it stands in, and its column. */
export type NamedCell = CellAddress & { form: Form; itemLabel: string; columnLabel: string };

/** `item__column`, dots as underscores, `row_` before an item that is a number: a cell's name as a column of a view. */
export const columnName = ({ item, column }: { item: string; column: string }): string =>
  `${/^\d/.test(item) ? "row_" : ""}${item}__${column}`.replaceAll(".", "_");

/** The same with its view before it, where the columns of all views stand side by side. */
export const figureName = (figure: FigureAddress): string => `${figure.view}__${columnName(figure)}`;

/** The view of a form's table: the table's own name, and of a province's form (2008-fujian) `statistics_2014_fujian`. */
export const viewOf = ({ name }: Form, table: string): string => [table, ...name.split("-").slice(1)].join("_");

/** The form whose table has exactly these cells, the newest of several; null where none has, or there are no cells. */
export const formOfCells = (table: string, cells: readonly { item: string; column: string }[]): Form | null =>
  forms.find(({ tables }) =>
    tables.some((one) => {
      const addresses = one.id === table ? cellsOf(one) : [];
      return (
        addresses.length > 0 &&
        addresses.length === cells.length &&
        addresses.every(({ item, column }, i) => cells[i]?.item === item && cells[i]?.column === column)
      );
    }),
  ) ?? null;

/** The view of a report's table. Where provinces have forms of their own, `formName` must say which it is: without it there is none. */
export function viewOfTable(table: string, formName: string | null): string | null {
  const views = forms
    .filter(({ tables }) => tables.some(({ id }) => id === table))
    .map((form) => ({ name: form.name, view: viewOf(form, table) }));
  if (views.every(({ view }) => view === table)) return table;
  return views.find(({ name }) => name === formName)?.view ?? null;
}

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
      .map(figureOf)
      .map((figure): [string, Figure] => [figure.name, figure]),
  ).values(),
].toReversed();

function figureOf({ form, table, item, column, itemLabel, columnLabel }: NamedCell): Figure {
  const address = { view: viewOf(form, table), item, column };
  return {
    ...address,
    name: figureName(address),
    en: `The number of the cell ${table} / ${item} / ${column} (form ${form.name}).`,
    zh: `${itemLabel}：${columnLabel}（${form.name} 年表式）。`,
  };
}
