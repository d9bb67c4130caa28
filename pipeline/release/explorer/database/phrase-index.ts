import type { DuckDBConnection } from "@duckdb/node-api";
import { fold } from "../page/database/folded.ts";
import { PART, packPostings, pairsOf } from "../page/database/postings.ts";

/** Reports whose texts are in memory at once. */
const STEP = 512;

/**
 * Fills explorer.stored.pairs (pair, part, reports: see postings.ts) from the headings and texts in explorer.stored.sections, folded. It takes the memory of one part,
 * however many reports there are.
 */
export async function storePhraseIndex(connection: DuckDBConnection): Promise<void> {
  await connection.run("CREATE TEMP TABLE unsorted (pair UINTEGER, part INTEGER, reports BLOB)");
  const last = await connection.runAndReadAll("SELECT coalesce(max(report_number), -1) FROM explorer.stored.sections");
  for (let part = 0; part * PART <= Number(last.value(0, 0)); part++) {
    const keys: number[] = [];
    for (let from = part * PART; from < (part + 1) * PART; from += STEP) await addKeys(connection, from, keys);
    const appender = await connection.createAppender("unsorted");
    for (const { pair, reports } of postings(keys)) {
      appender.appendUInteger(pair);
      appender.appendInteger(part);
      appender.appendBlob(packPostings(reports));
      appender.endRow();
    }
    appender.closeSync();
  }
  await connection.run("CREATE TABLE explorer.stored.pairs (pair UINTEGER, part INTEGER, reports BLOB)");
  await connection.run("INSERT INTO explorer.stored.pairs FROM unsorted ORDER BY pair, part");
  await connection.run("DROP TABLE unsorted");
}

/** Adds `pair * PART + place in the part` of every pair in the headings and texts of STEP reports. */
async function addKeys(connection: DuckDBConnection, from: number, keys: number[]): Promise<void> {
  // U+0000 stands in no text: no pair is made across two of them.
  const read = await connection.runAndReadAll(
    `SELECT report_number, string_agg(concat_ws(chr(0), heading, text), chr(0)) FROM explorer.stored.sections
    WHERE report_number >= ${from} AND report_number < ${from + STEP} GROUP BY report_number`,
  );
  for (const [number, text] of read.getRows()) {
    if (typeof number !== "number" || typeof text !== "string") throw new TypeError("no text where a text must be");
    for (const pair of pairsOf(fold(text))) keys.push(pair * PART + (number % PART));
  }
}

/** Of `pair * PART + report` each pair with its reports, both rising. */
function* postings(keys: readonly number[]): Generator<{ pair: number; reports: number[] }> {
  const sorted = Float64Array.from(keys).sort();
  let pair = -1;
  let reports: number[] = [];
  for (const key of sorted) {
    const itsPair = Math.floor(key / PART);
    if (itsPair !== pair) {
      if (reports.length > 0) yield { pair, reports };
      pair = itsPair;
      reports = [];
    }
    reports.push(key % PART);
  }
  if (reports.length > 0) yield { pair, reports };
}
