import type { FormBlock, FormRow, FormTable } from "../../reports/forms.ts";

/** A label of the form as it prints it: its number, and its words. `id` is what this project calls it, `depth` how far it is set in, `unit` that of its numbers. */
export type Label = { ordinal: string; label: string; id: string; depth?: number; unit?: string };

/** A place of a table as it is laid out: a label, or a number of the form. */
export type Place = { columns: number; rows: number } & (
  | { kind: "label"; scope: "col" | "colgroup" | "row" | "rowgroup"; label: Label }
  | { kind: "value"; item: string; column: string }
  | { kind: "empty" }
);

/** A table of the form, row by row, merged places where their top left is. The first `head` rows are its header. */
export type Layout = { rows: Place[][]; head: number };

/** Lays out a table as the statutory form does. */
export const layoutOf = (table: FormTable): Layout =>
  table.orientation === "items-across"
    ? across(table)
    : table.blocks.some(({ clause }) => clause !== undefined)
      ? byClauses(table)
      : down(table);

const labelled = (label: string, id: string, ordinal = ""): Label => ({ ordinal, label, id });
const value = (item: string, column: string, columns = 1): Place => ({ kind: "value", item, column, columns, rows: 1 });
const heading = (
  scope: "col" | "colgroup" | "row" | "rowgroup",
  label: Label,
  { columns = 1, rows = 1 } = {},
): Place => ({ kind: "label", scope, label, columns, rows });

const groupLabel = (table: FormTable, group: string): Label => {
  const { ordinal, label = group } = table.groups[group] ?? {};
  return labelled(label, group, ordinal);
};

/** Table 二: a clause of the Regulations over a header of its own and its rows; what a narrow block leaves free belongs to its last column. */
function byClauses(table: FormTable): Layout {
  const width = Math.max(...table.blocks.map(({ columns }) => columns.length));
  const spanOf = (columns: readonly unknown[], i: number): number => (i === columns.length - 1 ? width - i : 1);
  const rows = table.blocks.flatMap(({ clause = "", columns, rows }) => [
    [heading("rowgroup", labelled(clause, ""), { columns: width + 1 })],
    [
      heading("col", labelled(table.corner ?? "", "")),
      ...columns.map(({ column, label }, i) =>
        heading("col", labelled(label, column), { columns: spanOf(columns, i) }),
      ),
    ],
    ...rows.map(({ item, ordinal, label }) => [
      heading("row", labelled(label, item, ordinal)),
      ...columns.map(({ column }, i) => value(item, column, spanOf(columns, i))),
    ]),
  ]);
  return { rows, head: 0 };
}

/** Table 四: the items side by side, each over its own columns. */
function across(table: FormTable): Layout {
  const pairs = table.blocks.flatMap(({ columns, rows }) => rows.map((row) => ({ row, columns })));
  const depth = Math.max(...pairs.map(({ row }) => row.groups.length + 1));
  const rows: Place[][] = Array.from({ length: depth + 2 }, () => []);
  let before: readonly string[] = [];
  for (const { row, columns } of pairs) {
    row.groups.forEach((group, level) => {
      if (before[level] === group) return;
      const under = pairs.filter((one) => one.row.groups[level] === group);
      const wide = under.reduce((sum, one) => sum + one.columns.length, 0);
      rows[level]?.push(heading("colgroup", groupLabel(table, group), { columns: wide }));
    });
    before = row.groups;
    const level = row.groups.length;
    rows[level]?.push(
      heading("colgroup", labelled(row.label, row.item, row.ordinal), { columns: columns.length, rows: depth - level }),
    );
    for (const { column, label } of columns) {
      rows[depth]?.push(heading("col", labelled(label, column)));
      rows[depth + 1]?.push(value(row.item, column));
    }
  }
  return { rows, head: depth + 1 };
}

/** Table 三 and the statistics of 2014: a row for each item, behind the groups that it stands in or under the headings that hold no number. */
function down(table: FormTable): Layout {
  const all = table.blocks.flatMap(({ rows }) => rows);
  const depth = Math.max(...all.map(({ groups }) => groups.length + 1));
  const header = headerOf(table, depth);
  const width = table.blocks[0]?.columns.length ?? 0;
  const named = Object.keys(table.groups).filter((group) => !all.some(({ groups }) => groups.includes(group)));
  const begun = new Set<string>();
  const rows = table.blocks.flatMap((block) =>
    block.rows.flatMap((row) => [
      ...named
        .filter((group) => row.item.startsWith(`${group}.`) && !begun.has(group))
        .map((group): Place[] => {
          begun.add(group);
          return [
            heading("rowgroup", { ...groupLabel(table, group), depth: depthOf(group) }, { columns: depth }),
            { kind: "empty", columns: width, rows: 1 },
          ];
        }),
      rowOf(table, all, block, row, depth),
    ]),
  );
  return { rows: [...header, ...rows], head: header.length };
}

function rowOf(table: FormTable, all: readonly FormRow[], block: FormBlock, row: FormRow, depth: number): Place[] {
  const before = all[all.indexOf(row) - 1];
  const opened = row.groups.flatMap((group, level): Place[] =>
    before?.groups[level] === group
      ? []
      : [
          heading("rowgroup", groupLabel(table, group), {
            rows: all.filter(({ groups }) => groups[level] === group).length,
          }),
        ],
  );
  return [
    ...opened,
    heading("row", rowLabel(table, block, row), { columns: depth - row.groups.length }),
    ...block.columns.map(({ column }) => value(row.item, column)),
  ];
}

/** Where the items are numbered through all levels (3.2.1) they are set in by them. An amount's unit is said with its name. */
function rowLabel(table: FormTable, { columns }: FormBlock, { item, label, ordinal }: FormRow): Label {
  const unit = columns[0]?.unit;
  return {
    ...labelled(label, item, ordinal),
    ...(unit === undefined || label.includes(unit) ? {} : { unit }),
    ...(table.id.startsWith("statistics") ? { depth: depthOf(item) } : {}),
  };
}

const depthOf = (item: string): number => item.split(".").length;

/** The columns' names under the words merged over them, beside the corner. */
function headerOf(table: FormTable, depth: number): Place[][] {
  const columns = table.blocks[0]?.columns ?? [];
  const levels = Math.max(...columns.map(({ over }) => over.length + 1));
  const rows: Place[][] = Array.from({ length: levels }, () => []);
  rows[0]?.push(heading("col", labelled(table.corner ?? "", ""), { columns: depth, rows: levels }));
  columns.forEach(({ column, label, over }, i) => {
    over.forEach((word, level) => {
      if (columns[i - 1]?.over[level] === word) return;
      const wide = columns.filter((one) => one.over[level] === word).length;
      rows[level]?.push(heading("colgroup", labelled(word, ""), { columns: wide }));
    });
    rows[over.length]?.push(heading("col", labelled(label, column), { rows: levels - over.length }));
  });
  return rows;
}
