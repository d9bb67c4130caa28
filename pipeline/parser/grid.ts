import { cellsOf, type Form, type FormColumn, type FormTable, isProven } from "../../data/forms/index.ts";
import type { Cell, NormalizedText } from "../../data/records/index.ts";
import type { Identity } from "./proof/index.ts";

/** One cell of a table while it is being read; a value other than `reported` comes only from a proof. */
export type GridCell = {
  item: string;
  column: FormColumn;
  status: Cell["status"];
  value: number | null;
  raw: string;
  line: number;
  cell: number;
};

/** A table's cells in the form's order, its identities over their positions, and what was found on the way. */
export type Grid = {
  table: FormTable;
  format: string;
  /** The form it was read as. */
  form: string;
  cells: GridCell[];
  index: ReadonlyMap<string, number>;
  identities: readonly NamedIdentity[];
  problems: { code: string; message: string; line: number; cell: number }[];
};

export type NamedIdentity = Identity & { id: string };

/** A table's shape, the same for every report. */
export type Shape = Pick<Grid, "table" | "format" | "form" | "index" | "identities"> & {
  /** The cells by item and column: what is looked up for every number. */
  places: ReadonlyMap<string, ReadonlyMap<string, number>>;
  columns: readonly FormColumn[];
  items: readonly string[];
  /** Every cell is counted by an identity. */
  proven: boolean;
  /** The identities that prove readings: of counts, since amounts are decimals, and each row may have its own unit. */
  proofs: readonly NamedIdentity[];
};

/** Prepares a form's table for reading: the order of its cells, and each identity once for every column or item it is made on. */
export function shapeOf(table: FormTable, { format, name: form }: Form): Shape {
  const addresses = cellsOf(table);
  const index = new Map(addresses.map(({ item, column }, i) => [`${item}/${column}`, i]));
  const byKey = new Map(
    table.blocks.flatMap((block) =>
      block.rows.flatMap((row) => block.columns.map((c) => [`${row.item}/${c.column}`, c] as const)),
    ),
  );
  const columns = addresses.flatMap(({ item, column }) => byKey.get(`${item}/${column}`) ?? []);
  const identities = table.identities.flatMap((identity) =>
    [...new Set(addresses.map((a) => a[identity.each]))].map((subject): NamedIdentity => {
      const find = (names: readonly string[]): number[] =>
        names.flatMap(
          (name) => index.get(identity.each === "column" ? `${name}/${subject}` : `${subject}/${name}`) ?? [],
        );
      return { id: `${identity.id}:${subject}`, sum: find(identity.sum), equals: find(identity.equals) };
    }),
  );
  return {
    table,
    format,
    form,
    index,
    identities,
    places: new Map(
      addresses.map(({ item }) => [
        item,
        new Map(addresses.flatMap((a, i) => (a.item === item ? [[a.column, i] as const] : []))),
      ]),
    ),
    columns,
    items: addresses.map((a) => a.item),
    proven: isProven(table),
    proofs: identities.filter((i) => ![...i.sum, ...i.equals].some((cell) => columns[cell]?.kind === "amount")),
  };
}

/** A grid of which nothing is read yet: every cell `missing`. */
export function emptyGrid({ table, format, form, index, identities, columns, items }: Shape): Grid {
  const cells = columns.map(
    (column, i): GridCell => ({
      item: items[i] ?? "",
      column,
      status: "missing",
      value: null,
      raw: "",
      line: -1,
      cell: -1,
    }),
  );
  return { table, format, form, cells, index, identities, problems: [] };
}

/** The cells as the contract has them, with their places in the text and, where it knows them, in the source. */
export function publishedCells(grid: Grid, text: NormalizedText): Cell[] {
  return grid.cells.map(({ item, column, status, value, raw, line, cell }) => ({
    table: grid.table.id,
    item,
    column: column.column,
    value,
    raw,
    status,
    at: line < 0 ? "" : placeOf(text, line, cell),
  }));
}

/** `line 12 cell 3`, both from 1, and where that is in the source. */
export function placeOf(text: NormalizedText, line: number, column: number): string {
  // Between bars there are columns, but only tabs part the cells of normalized text.
  const cell = text.lines[line]?.includes("\t") ? column : 0;
  const source = text.place(line, cell);
  const here = `line ${line + 1} cell ${cell + 1}`;
  return source === null ? here : `${here}; ${source}`;
}
