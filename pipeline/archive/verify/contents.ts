import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { RECORD_TABLES, type RecordTable } from "../../../data/records/index.ts";
import { filesOf } from "../commit/replaced.ts";
import { partsOf, readManifest } from "../manifest.ts";
import { columnsOf, emptySelect, readParquet } from "../schema.ts";
import { openScratch } from "../scratch.ts";

/** How a table differs between two archives. */
export type Difference = {
  table: RecordTable;
  rows: { before: number; after: number };
  /** What its rows belong to (reports, documents or sites), where they are not the same: how many, and the first ids. */
  of: "report_id" | "document_id" | "site";
  differing: number;
  examples: string[];
};

const OF: Record<RecordTable, Difference["of"]> = {
  ...{ reports: "report_id", cells: "report_id", sections: "report_id", checks: "report_id" },
  ...{ documents: "document_id", readings: "document_id", problems: "document_id", sites: "site" },
};

const Found = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), z.string()]);

/**
 * The tables in which two archives do not hold the same rows, whatever their order, and however they are laid out in parts. Which version of the parser
 * read something does not count, only what it read. What is derived (`figures`, `items`) `verify` holds to the rest.
 */
export async function compareTables(before: string, after: string): Promise<Difference[]> {
  const { connection, close } = await openScratch("512MB");
  try {
    const differences: Difference[] = [];
    for (const table of RECORD_TABLES) {
      const difference = await compare(connection, table, [before, after]);
      if (difference.differing > 0) differences.push(difference);
    }
    return differences;
  } finally {
    close();
  }
}

/** Every row adds its digest to what it belongs to on the one side, and takes it away on the other: what is the same comes to nothing. */
async function compare(
  connection: DuckDBConnection,
  table: RecordTable,
  [before, after]: [string, string],
): Promise<Difference> {
  const columns = columnsOf(table).filter((column) => column !== "parser_version");
  const of = OF[table];
  const side = async (archive: string, sign: 1 | -1): Promise<string> => {
    const parts = partsOf(await readManifest(archive), table);
    const rows =
      parts.length === 0 ? `(${emptySelect(table, columnsOf(table))})` : readParquet(table, filesOf(archive, parts));
    return `SELECT ${of} AS unit, ${sign} AS side, ${sign} * hash(${columns.join(", ")})::HUGEINT AS digest FROM ${rows}`;
  };
  const result = await connection.runAndReadAll(`
    WITH units AS (
      SELECT unit, count(*) FILTER (side = 1) AS before, count(*) FILTER (side = -1) AS after, sum(digest) <> 0 AS differs
      FROM (${await side(before, 1)} UNION ALL ${await side(after, -1)}) GROUP BY unit)
    SELECT coalesce(sum(before), 0), coalesce(sum(after), 0), count(*) FILTER (differs),
      coalesce(array_to_string(list_slice(list(unit ORDER BY unit) FILTER (differs), 1, 3), ' '), '') FROM units`);
  const [rowsBefore, rowsAfter, differing, examples] = Found.parse(result.getRows()[0]);
  return {
    ...{ table, of, differing },
    rows: { before: rowsBefore, after: rowsAfter },
    examples: examples.split(" ").filter((id) => id !== ""),
  };
}
