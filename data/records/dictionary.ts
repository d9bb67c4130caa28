import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { figures } from "../forms/figures.ts";

/** Tables whose rows come from the crawl and the parser. */
export const RECORD_TABLES = [
  "reports",
  "cells",
  "sections",
  "checks",
  "problems",
  "documents",
  "readings",
  "sites",
] as const;
/** All tables: besides those, the cells once more as columns, and what the forms call them. */
export const TABLES = [...RECORD_TABLES, "figures", "items"] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];
export type TableName = (typeof TABLES)[number];

/** `table.column` */
const Reference = z
  .string()
  .transform((text) => {
    const [table, column] = text.split(".");
    return { table, column };
  })
  .pipe(z.strictObject({ table: z.enum(TABLES), column: z.string() }));

const Column = z.strictObject({
  type: z.enum(["VARCHAR", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL(18,6)"]),
  nullable: z.boolean().default(false),
  unit: z.string().nullable().default(null),
  /** Every value that text may have, where these are few and fixed. */
  values: z.array(z.string()).min(1).nullable().default(null),
  source: z.enum(["document", "server", "registry", "divisions", "parser", "crawl", "form", "release"]),
  en: z.string().min(1),
  zh: z.string().min(1),
});

/** A table's description. */
export const Table = z.strictObject({
  en: z.string().min(1),
  zh: z.string().min(1),
  key: z.array(z.string()).min(1),
  order: z.array(z.string()).default([]),
  years: z.boolean().default(false),
  part_of: z.record(z.string(), Reference).default({}),
  columns: z.record(z.string(), Column),
});

export type TableDefinition = z.infer<typeof Table>;
export type ColumnDefinition = z.infer<typeof Column>;

const { tables } = z
  .strictObject({ tables: z.record(z.enum(TABLES), Table) })
  .parse(parse(readFileSync(`${import.meta.dirname}/dictionary.yaml`, "utf8")));

const figureColumns = Object.fromEntries(
  figures.map(({ name, en, zh }) => [
    name,
    Column.parse({ type: "DECIMAL(18,6)", nullable: true, source: "document", en, zh }),
  ]),
);

/** Every table and column of the archive, with type, unit, source and description in English and 中文 (dictionary.yaml, and of `figures` data/forms). */
export const dictionary: Readonly<Record<TableName, TableDefinition>> = {
  ...tables,
  figures: { ...tables.figures, columns: { ...tables.figures.columns, ...figureColumns } },
};

/** Whether a number can stand in the archive exactly: DECIMAL(18,6), at most 12 digits before the point and 6 behind it. */
export const fitsDecimal = (value: number): boolean =>
  Number.isInteger(value) ? Math.abs(value) < 1e12 : /^-?\d{1,12}(\.\d{1,6})?$/.test(decimalText(value));

/** The shortest decimal that names this number, without an exponent for the small ones (1e-7 would be read as text). */
export const decimalText = (value: number): string =>
  /e-/.test(String(value)) ? value.toFixed(20).replace(/0+$/, "") : String(value);
