import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { dictionary, type TableName } from "../../../data/records/index.ts";
import { literal } from "../../archive/index.ts";
import { CELL_STATUSES, Facts, Parts } from "./page/reports/shard.ts";
import type { Placed } from "./page/reports/shard-of.ts";

/** How many reports are read at once. */
const STRIDE = 500;

/** A report as it stands in a shard: JSON without its first brace, in which only the number of its layout is missing. */
export type Packed = Placed & {
  /** The addresses of its cells, `table/item/column`, in its order; a digest of them, and how to get them. */
  layout: string;
  addresses(): Promise<string[]>;
  rest: string;
};

const Row = z.object({
  report_id: z.string(),
  organ: z.string().nullable(),
  division: z.string().nullable(),
  year: z.number().nullable(),
  layout: z.string(),
  facts: z.string(),
  cells: z.string(),
  sections: z.string(),
  checks: z.string(),
  problems: z.string(),
  documents: z.string(),
});

/**
 * Every report of a release with all that belongs to it, by year and report_id, some at a time: a nation's cells would fill any memory. DuckDB packs
 * them into JSON itself, so that no cell becomes an object here.
 */
export async function* packedReports(connection: DuckDBConnection): AsyncGenerator<Packed> {
  await connection.run(`CREATE TEMP TABLE documents_of AS
    SELECT read_in.report_id, documents.* EXCLUDE (report_id)
    FROM documents JOIN (SELECT DISTINCT report_id, document_id FROM readings) AS read_in USING (document_id)
    ORDER BY read_in.report_id`);
  const starts = await connection.runAndReadAll(
    `SELECT year, report_id FROM reports
    QUALIFY (row_number() OVER (PARTITION BY year ORDER BY report_id) - 1) % ${STRIDE} = 0 ORDER BY year, report_id`,
  );
  const ranges = starts.getRows().map(([year, id]) => ({ year: String(year ?? "NULL"), from: String(id) }));
  for (const [i, { year, from }] of ranges.entries()) {
    const next = ranges[i + 1];
    const before = next?.year === year ? ` AND report_id < ${literal(next.from)}` : "";
    yield* await range(connection, `year IS NOT DISTINCT FROM ${year} AND report_id >= ${literal(from)}${before}`);
  }
  await connection.run("DROP TABLE documents_of");
}

async function range(connection: DuckDBConnection, within: string): Promise<Packed[]> {
  const ids = `report_id IN (SELECT report_id FROM reports WHERE ${within})`;
  const part = (name: string, sql: string): string => `LEFT JOIN (${sql}) AS ${name} USING (report_id)`;
  const read = await connection.runAndReadAll(`
    SELECT report_id, organ, division, year, coalesce(layout, '') AS layout, facts,
      coalesce(cells, ${literal(NO_CELLS)}) AS cells, ${["sections", "checks", "problems", "documents"]
        .map((name) => `coalesce(${name}, '[]') AS ${name}`)
        .join(", ")}
    FROM (SELECT report_id, organ, division, year, ${struct("reports", Object.keys(Facts.shape))} AS facts FROM reports WHERE ${within}) AS them
    ${part("packed_cells", `SELECT report_id, md5(${ADDRESSES}) AS layout, ${CELLS} AS cells FROM cells WHERE ${within} GROUP BY report_id`)}
    ${part("their_sections", `SELECT report_id, ${listOf("sections", "ordinal")} AS sections FROM sections WHERE ${within} GROUP BY report_id`)}
    ${part("their_checks", `SELECT report_id, ${listOf("checks", "id")} AS checks FROM checks WHERE ${within} GROUP BY report_id`)}
    ${part("their_problems", `SELECT report_id, ${listOf("problems", "code, source_at, message")} AS problems FROM problems WHERE ${ids} GROUP BY report_id`)}
    ${part("their_documents", `SELECT report_id, ${listOf("documents", "fetched, document_id, url")} AS documents FROM documents_of WHERE ${ids} GROUP BY report_id`)}
    ORDER BY report_id`);
  return read.getRowObjectsJS().map((row) => {
    const { report_id, layout, organ, division, year, facts, ...of } = Row.parse(row);
    const { cells, sections, checks, problems, documents } = of;
    return {
      ...{ organ, division, year, layout },
      addresses: () => (layout === "" ? Promise.resolve([]) : addressesOf(connection, report_id, within)),
      rest: `${facts.slice(1, -1)},"sections":${sections},"checks":${checks},"problems":${problems},"documents":${documents},${cells}}`,
    };
  });
}

const ADDRESSES = "string_agg(form_table || '/' || item || '/' || form_column, chr(10) ORDER BY ordinal)";

async function addressesOf(connection: DuckDBConnection, report: string, within: string): Promise<string[]> {
  const read = await connection.runAndReadAll(
    `SELECT ${ADDRESSES} FROM cells WHERE ${within} AND report_id = ${literal(report)}`,
  );
  return String(read.value(0, 0)).split("\n");
}

/** A number without the zeros that only its type adds. */
const PLAIN = "rtrim(rtrim(value::VARCHAR, '0'), '.')";
const inOrder = (each: string): string => `string_agg(${each}, ',' ORDER BY ordinal)`;

/** The fields of a PackedReport that its cells are: what is printed is named only where it is not the number alone. */
const CELLS = `'"values":[' || ${inOrder(`coalesce(${PLAIN}, 'null')`)}
  || '],"statuses":"' || string_agg((list_position([${CELL_STATUSES.map(literal).join(", ")}], status) - 1)::VARCHAR, '' ORDER BY ordinal)
  || '","raws":{' || coalesce(${inOrder(`'"' || (ordinal - 1) || '":' || to_json(raw)`)} FILTER (raw <> coalesce(${PLAIN}, '')), '')
  || '},"places":[' || ${inOrder("to_json(source_at)")} || ']'`;
const NO_CELLS = '"values":[],"statuses":"","raws":{},"places":[]';

/** The rows of a table that belong to a report, as JSON. */
const listOf = (table: Exclude<keyof typeof Parts.shape, "cells">, order: string): string =>
  `to_json(list(${struct(table, Object.keys(Parts.shape[table].def.element.shape), false)} ORDER BY ${order}))::VARCHAR`;

/** Columns of a table as a struct, or as JSON, instants in ISO 8601. */
function struct(table: TableName, columns: readonly string[], json = true): string {
  const fields = columns.map((column) =>
    dictionary[table].columns[column]?.type === "TIMESTAMP"
      ? `${column}: strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`
      : `${column}: ${column}`,
  );
  return json ? `to_json({${fields.join(", ")}})::VARCHAR` : `{${fields.join(", ")}}`;
}
