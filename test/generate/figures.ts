import { cellsOf, type FormTable, forms } from "../../data/forms/index.ts";

/** A report's figures as a person writes them: rows in the form's column order, a row left out is all zeros, null is blank. */
export type SparseFigures = Record<string, Record<string, readonly (number | null)[]>>;

/** Every cell of the form, in its order, by `table/item/column`. */
export type Figures = Map<string, number | null>;

const tablesOf = (format: string): FormTable[] => {
  const form = forms.find((candidate) => candidate.format === format);
  if (form === undefined) throw new RangeError(`data/forms has no format ${format}`);
  return form.tables;
};

/** The figures with every cell of the form named. A table, item or row length that the form does not have is an error. */
export function completeFigures(format: string, sparse: SparseFigures): Figures {
  const figures: Figures = new Map();
  const tables = tablesOf(format);
  for (const table of tables)
    for (const block of table.blocks)
      for (const { item } of block.rows) {
        const row = sparse[table.id]?.[item] ?? block.columns.map(() => 0);
        if (row.length !== block.columns.length)
          throw new RangeError(
            `${table.id}/${item} has ${row.length} figures, the form ${block.columns.length} columns`,
          );
        block.columns.forEach(({ column }, i) => {
          figures.set(`${table.id}/${item}/${column}`, row[i] ?? null);
        });
      }
  for (const [table, items] of Object.entries(sparse))
    for (const item of Object.keys(items))
      if (!tables.some((t) => t.id === table && cellsOf(t).some((cell) => cell.item === item)))
        throw new RangeError(`format ${format} has no ${table}/${item}`);
  return figures;
}

/** The identities (勾稽关系) that the figures break, as `id:column` or `id:item`; one with a blank in it is left out. */
export function brokenIdentities(format: string, figures: Figures): string[] {
  return tablesOf(format).flatMap((table) => {
    const cells = cellsOf(table);
    return table.identities.flatMap((identity) => {
      const subjects = [...new Set(cells.map((cell) => cell[identity.each]))];
      return subjects
        .filter((subject) => {
          const values = (names: string[]): (number | null)[] =>
            names.map((name) => {
              const key = identity.each === "column" ? `${name}/${subject}` : `${subject}/${name}`;
              return figures.get(`${table.id}/${key}`) ?? null;
            });
          const left = values(identity.sum);
          const right = values(identity.equals);
          return ![...left, ...right].includes(null) && total(left) !== total(right);
        })
        .map((subject) => `${identity.id}:${subject}`);
    });
  });
}

const total = (values: (number | null)[]): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
