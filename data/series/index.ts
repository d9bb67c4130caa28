import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { type FigureAddress, viewOf } from "../forms/figures.ts";
import { cellsOf, type Form, forms } from "../forms/index.ts";

const Joined = z.strictObject({
  table: z.string(),
  item: z.string(),
  columns: z.array(z.string()),
  note: z.string(),
  from: z.record(
    z.string(),
    z.strictObject({
      table: z.string().optional(),
      items: z.array(z.string()).min(1),
      column: z.string().optional(),
    }),
  ),
});

/** One number a report through all generations of the form: for each way a form gives it, the cells to add up. */
export type Series = { item: string; column: string; ways: SeriesCell[][] };
export type SeriesCell = FigureAddress;

const { joined } = z
  .strictObject({ joined: z.array(Joined) })
  .parse(parse(readFileSync(`${import.meta.dirname}/harmonized.yaml`, "utf8")));

function formNamed(name: string): Form {
  const form = forms.find((one) => one.name === name);
  if (form === undefined) throw new RangeError(`data/series/harmonized.yaml: there is no form ${name}`);
  return form;
}

/**
 * The harmonized series: the newest form's cells, under which an older form's cell of the same name stands too, and the joined ones. A joined
 * series that is one of the newest form's cells adds older ways to it.
 */
export const series: readonly Series[] = [
  ...new Map(
    [
      ...(forms[0]?.tables ?? []).flatMap((table) =>
        cellsOf(table).map((cell): Series => ({ ...cell, ways: [[{ view: table.id, ...cell }]] })),
      ),
      ...joined.flatMap(({ table, item, columns, from }) =>
        columns.map(
          (column): Series => ({
            item,
            column,
            ways: Object.entries(from).map(([form, way]) =>
              way.items.map((part) => ({
                view: viewOf(formNamed(form), way.table ?? table),
                item: part,
                column: way.column ?? column,
              })),
            ),
          }),
        ),
      ),
    ].map((one) => [`${one.item}/${one.column}`, one]),
  ).values(),
];
