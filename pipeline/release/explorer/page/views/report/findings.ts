import type { FormTable } from "../../reports/forms.ts";
import type { Cell, Check } from "../../reports/shard.ts";
import type { Text } from "../../view.ts";
import { english } from "./form-words.ts";

/** One side of an identity: its parts in the form's words, and what these mean in English. */
export type Side = Text[];

/** An identity of the form that a report breaks: its cells, and the two sums that should be one. */
export type Failure = { check: Check; table: FormTable; cells: string[]; sum: Side; equals: Side; of: Text };

export const addressOf = ({ table, item, column }: Pick<Cell, "table" | "item" | "column">): string =>
  `${table}/${item}/${column}`;

/** What people should look at apart: it decides no status. */
export const isSoft = ({ id }: Check): boolean => id.startsWith("soft.");

/** A soft check that fails; and that blanks may be zeros, which says something where it holds. */
export const isNoteworthy = (check: Check): boolean =>
  isSoft(check) && (check.passes === false || (check.passes === true && check.id === "soft.blanks_are_zeros"));

/** The failed identities of a report, on the forms that its tables have. */
export const failuresOf = (checks: readonly Check[], tables: readonly FormTable[]): Failure[] =>
  checks
    .filter((check) => check.passes === false && !isSoft(check))
    .flatMap((check) => tables.flatMap((table) => failureOn(check, table)));

function failureOn(check: Check, table: FormTable): Failure[] {
  const [id = "", along = ""] = check.id.split(/:(.*)/s);
  const identity = table.identities.find((one) => one.id === id);
  if (identity === undefined) return [];
  const byColumn = identity.each === "column";
  const addresses = (parts: readonly string[]): string[] =>
    parts.map((part) =>
      addressOf(
        byColumn ? { table: table.id, item: part, column: along } : { table: table.id, item: along, column: part },
      ),
    );
  const words = (parts: readonly string[]): Side =>
    parts.map((part) => (byColumn ? itemText(table, part) : columnText(table, part)));
  return [
    {
      check,
      table,
      cells: [...addresses(identity.sum), ...addresses(identity.equals)],
      sum: words(identity.sum),
      equals: words(identity.equals),
      of: byColumn ? columnText(table, along) : itemText(table, along),
    },
  ];
}

/** An item in the form's words, with its number and the group it stands in. */
export function itemLabel(table: FormTable, item: string): string {
  const row = table.blocks.flatMap(({ rows }) => rows).find((one) => one.item === item);
  if (row === undefined) return item;
  const group = table.groups[row.groups.at(-1) ?? ""];
  const within = group === undefined || row.groups.length < 2 ? "" : `${group.ordinal ?? ""}${group.label} `;
  return `${within}${numbered(row)}`;
}

export const columnLabel = (table: FormTable, column: string): string =>
  table.blocks.flatMap(({ columns }) => columns).find((one) => one.column === column)?.label ?? column;

const itemText = (table: FormTable, item: string): Text => {
  const row = table.blocks.flatMap(({ rows }) => rows).find((one) => one.item === item);
  const group = table.groups[row?.groups.at(-1) ?? ""];
  const within = group === undefined || (row?.groups.length ?? 0) < 2 ? "" : `${english[group.label] ?? group.label}: `;
  return { en: `${within}${english[row?.label ?? ""] ?? item}`, zh: itemLabel(table, item) };
};

const columnText = (table: FormTable, column: string): Text => {
  const label = columnLabel(table, column);
  return { en: english[label] ?? column, zh: label };
};

/** What a soft check counts, in the form's words: its id ends with the cell's name among `figures`, or with an item. */
export function countedName(tables: readonly FormTable[], counted: string): string {
  const named = (text: string): string => text.replaceAll(".", "_");
  for (const table of tables)
    for (const { rows, columns } of table.blocks)
      for (const { item } of rows) {
        if (counted === item) return itemLabel(table, item);
        for (const { column } of columns)
          if (counted === `${table.id}__${named(item)}__${column}`)
            return `${itemLabel(table, item)} · ${columnLabel(table, column)}`;
      }
  return counted;
}

/** The form prints 一、 but （一） and 1. */
export const numbered = ({ ordinal = "", label }: { ordinal?: string | undefined; label: string }): string => {
  if (ordinal === "") return label;
  if (/^\d+$/.test(ordinal)) return `${ordinal}. ${label}`;
  return ordinal.endsWith("）") ? `${ordinal}${label}` : `${ordinal}、${label}`;
};
