import { type ColumnDefinition, dictionary, SCHEMA_VERSION, type TableName } from "../../data/records/index.ts";
import type { ExportedTable } from "../archive/index.ts";

/** A file of a release as SHA256SUMS and datapackage.json name it. */
export type ReleasedFile = { path: string; bytes: number; sha256: string };

const FIELD_TYPES: Record<ColumnDefinition["type"], string> = {
  VARCHAR: "string",
  INTEGER: "integer",
  BIGINT: "integer",
  BOOLEAN: "boolean",
  DATE: "date",
  TIMESTAMP: "datetime",
  "DECIMAL(18,6)": "number",
};

/** datapackage.json (Data Package v2) of a release of that day: every field typed and described from the data dictionary. */
export function datapackage(day: string, tables: ExportedTable[], files: ReadonlyMap<string, ReleasedFile>): object {
  const resource = (table: ExportedTable, name: (table: TableName) => string, path: string, form: object): object => ({
    name: name(table.table),
    type: "table",
    path,
    ...form,
    bytes: files.get(path)?.bytes,
    hash: `sha256:${files.get(path)?.sha256}`,
    title: dictionary[table.table].zh,
    description: dictionary[table.table].en,
    rows: table.rows,
    schema: schemaOf(table.table, name),
  });
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "gongkai",
    id: `gongkai-${day}`,
    title: "政府信息公开工作年度报告 · China's government-information-disclosure annual reports",
    description:
      "Annual reports on government information disclosure, read cell by cell and proven against the identities of the statutory form. 逐格读取并经勾稽校验的政府信息公开工作年度报告。",
    version: day,
    recordsVersion: SCHEMA_VERSION,
    created: `${day}T00:00:00Z`,
    licenses: [
      { name: "CC0-1.0", path: "https://creativecommons.org/publicdomain/zero/1.0/", title: "CC0 1.0 Universal" },
    ],
    resources: [
      ...tables.map((table) =>
        resource(table, (name) => name, table.parquet, {
          format: "parquet",
          mediatype: "application/vnd.apache.parquet",
        }),
      ),
      ...tables.map((table) =>
        resource(table, (name) => `${name}-csv`, table.csv, {
          format: "csv",
          mediatype: "text/csv",
          encoding: "utf-8",
        }),
      ),
    ],
  };
}

function schemaOf(table: TableName, nameOf: (table: TableName) => string): object {
  const { columns, key, order, part_of } = dictionary[table];
  return {
    fields: Object.entries(columns).map(([name, { type, en, zh, unit, source }]) => ({
      name,
      type: FIELD_TYPES[type],
      description: `${en} ${zh}`,
      ...(unit === null ? {} : { unit }),
      source,
      ...(key.includes(name) && order.length === 0 ? { constraints: { required: true } } : {}),
    })),
    missingValues: [""],
    ...(order.length === 0 ? { primaryKey: key } : {}),
    foreignKeys: Object.entries(part_of).map(([column, target]) => ({
      fields: [column],
      reference: { resource: nameOf(target.table), fields: [target.column] },
    })),
  };
}
