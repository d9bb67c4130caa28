import { type ColumnDefinition, SCHEMA_VERSION, type TableDefinition } from "../../data/records/index.ts";
import type { ReleasedFile } from "./files.ts";
import { csvOf, excelOf, type WrittenTable } from "./tables.ts";
import { AUTHORS, KEYWORDS, LICENSE_NAME, LICENSE_URL, SUMMARY, TITLE } from "./words.ts";

const FIELD_TYPES: Record<ColumnDefinition["type"], string> = {
  VARCHAR: "string",
  INTEGER: "integer",
  BIGINT: "integer",
  BOOLEAN: "boolean",
  DATE: "date",
  TIMESTAMP: "datetime",
  "DECIMAL(18,6)": "number",
};

/** What a resource is named in the package: the table's own name for its Parquet, for its CSV with what kind it is. */
type NameOf = (table: string) => string;

/** datapackage.json (Data Package v2) of a release of that day: every table's files, each field typed and described from the data dictionary. */
export function datapackage(
  day: string,
  tables: readonly WrittenTable[],
  files: ReadonlyMap<string, ReleasedFile>,
): object {
  const resource = ({ name, definition }: WrittenTable, path: string, form: object): object => ({
    name,
    path,
    ...form,
    bytes: files.get(path)?.bytes,
    hash: `sha256:${files.get(path)?.sha256}`,
    title: definition.zh,
    description: definition.en,
  });
  const inCsv = tables.filter(({ csv }) => csv !== null);
  const isInCsv = (table: string): boolean => inCsv.some(({ name }) => name === table);
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "gongkai",
    id: `gongkai-${day}`,
    title: `${TITLE.zh} · ${TITLE.en}`,
    description: `${SUMMARY.en}\n\n${SUMMARY.zh}`,
    version: day,
    recordsVersion: SCHEMA_VERSION,
    created: `${day}T00:00:00Z`,
    keywords: KEYWORDS,
    contributors: [{ title: AUTHORS, roles: ["creator"] }],
    licenses: [{ name: LICENSE_NAME, path: LICENSE_URL, title: "CC0 1.0 Universal" }],
    resources: [
      ...tables.map((table) => ({
        ...resource(table, `${table.name}.parquet`, {
          type: "table",
          format: "parquet",
          mediatype: "application/vnd.apache.parquet",
        }),
        rows: table.rows,
        schema: schemaOf(
          table.definition,
          (name) => name,
          () => true,
        ),
      })),
      ...inCsv.map((table) => ({
        ...resource(table, csvOf(table.name), {
          type: "table",
          format: "csv",
          mediatype: "text/csv",
          encoding: "utf-8",
          dialect: { lineTerminator: "\n" },
        }),
        name: csvName(table.name),
        rows: table.csvRows,
        schema: schemaOf(table.definition, csvName, isInCsv),
      })),
      // No schema: what Excel would take for a formula is written otherwise there.
      ...inCsv.map((table) => ({
        ...resource(table, excelOf(table.name), { format: "csv", mediatype: "text/csv", encoding: "utf-8" }),
        name: `${table.name}-excel-csv`,
        rows: table.csvRows,
      })),
    ],
  };
}

const csvName: NameOf = (table) => `${table}-csv`;

function schemaOf(
  { columns, key, order, part_of }: TableDefinition,
  nameOf: NameOf,
  isThere: (table: string) => boolean,
): object {
  const links = Object.entries(part_of).filter(([, target]) => isThere(target.table));
  const isKey = order.length === 0;
  return {
    fields: Object.entries(columns).map(([name, column]) => ({
      name,
      type: FIELD_TYPES[column.type],
      description: `${column.en} ${column.zh}`,
      ...(column.unit === null ? {} : { unit: column.unit }),
      source: column.source,
      ...constraintsOf(column, isKey && key.includes(name)),
    })),
    missingValues: [""],
    ...(isKey ? { primaryKey: key } : {}),
    ...(links.length === 0
      ? {}
      : {
          foreignKeys: links.map(([column, target]) => ({
            fields: [column],
            reference: { resource: nameOf(target.table), fields: [target.column] },
          })),
        }),
  };
}

/** Text that is never null may still be empty, which this standard calls missing. */
function constraintsOf({ type, nullable, values }: ColumnDefinition, isKey: boolean): object {
  const required = isKey || (!nullable && (type !== "VARCHAR" || values !== null));
  const constraints = { ...(required ? { required } : {}), ...(values === null ? {} : { enum: values }) };
  return Object.keys(constraints).length === 0 ? {} : { constraints };
}
