import { z } from "zod";
import { dictionary, type RecordTable } from "../../data/records/index.ts";
import { openTables, type QueryResult } from "./query.ts";
import { type Row, rowSchemas } from "./rows.ts";
import type { SqlValue } from "./values.ts";

/**
 * The rows of a table as programs handle them, in the order of its key; instants come as `toISOString` writes them.
 * `where` is an SQL condition, such as "is_current".
 */
export async function readRows<T extends RecordTable>(archiveDir: string, table: T, where = "true"): Promise<Row<T>[]> {
  const types = new Map(Object.entries(dictionary[table].columns).map(([column, { type }]) => [column, type]));
  const order = [...dictionary[table].key, ...dictionary[table].order].join(", ");
  const archive = await openTables(archiveDir);
  try {
    const result = await archive.query(`SELECT * FROM ${table} WHERE (${where}) ORDER BY ${order}`);
    return objectsOf(result).map((object) =>
      rowSchemas[table].parse(
        Object.fromEntries(
          Object.entries(object).map(([column, value]) => [
            column,
            types.get(column) === "TIMESTAMP" && typeof value === "string"
              ? new Date(`${value}Z`).toISOString()
              : value,
          ]),
        ),
      ),
    );
  } finally {
    archive.close();
  }
}

/** The rows of an answer, by name. */
export const objectsOf = ({ columns, rows }: QueryResult): Record<string, SqlValue>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));

const KnownDocument = z.strictObject({
  document_id: z.string(),
  parser_version: z.string().nullable(),
  report_ids: z.array(z.string()),
});

export type KnownDocument = z.infer<typeof KnownDocument>;

/**
 * What the archive knows of each document (by SHA-256): the parser that last read it, null where none has or its addresses differ
 * in that, and the reports it gave. A document known with the version at work need not be read again.
 */
export async function knownDocuments(archiveDir: string): Promise<Map<string, KnownDocument>> {
  const archive = await openTables(archiveDir);
  try {
    const result = await archive.query(`
      SELECT document_id,
        CASE WHEN count(DISTINCT coalesce(documents.parser_version, '')) = 1 THEN any_value(documents.parser_version) END AS parser_version,
        coalesce(list_sort(list_distinct(list(reports.report_id) FILTER (reports.report_id IS NOT NULL))), []) AS report_ids
      FROM documents LEFT JOIN reports ON sha256 = document_id GROUP BY document_id ORDER BY document_id`);
    return new Map(
      objectsOf(result)
        .map((object) => KnownDocument.parse(object))
        .map((known) => [known.document_id, known]),
    );
  } finally {
    archive.close();
  }
}
