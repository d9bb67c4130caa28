import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../../archive/index.ts";

/** What a row of CHANGES.csv can be, in the order in which they stand there. */
export const KINDS = [
  "report_added",
  "report_altered",
  "report_gone",
  "report_returned",
  "report_withdrawn",
  "cell",
  "status",
  "identity",
] as const;
export type Kind = (typeof KINDS)[number];

/** The columns of CHANGES.csv. */
export const COLUMNS = [
  ...["kind", "report_key", "organ", "division", "province", "site", "year", "form_table", "item", "form_column"],
  ...["before", "after", "before_status", "after_status", "cause"],
  ...["before_report_id", "after_report_id", "before_sha256", "after_sha256", "before_url", "after_url"],
];

const TYPES: Record<string, string> = { kind: "kinds", year: "INTEGER" };

const insert = (found: string): string => `INSERT INTO changes BY NAME ${found}`;

/** What tells whose report it is. */
const IDENTITY = ["report_key", "organ", "division", "province", "level", "scope", "year"];

/** Makes the table `changes` of what `pairReports` laid side by side: a change a row. `lacking` are the columns that cannot be compared. */
export async function findChanges(connection: DuckDBConnection, lacking: ReadonlySet<string>): Promise<void> {
  const compared = (column: string): boolean => !lacking.has(`reports.${column}`);
  for (const sql of [
    CAUSE,
    digests("digests_before", "before.cells", "was_id"),
    digests("digests_now", "main.cells", "now_id"),
    DIFFERING,
    `CREATE TYPE kinds AS ENUM (${KINDS.map(literal).join(", ")})`,
    `CREATE TABLE changes (${COLUMNS.map((column) => `${column} ${TYPES[column] ?? "VARCHAR"}`).join(", ")}, ordinal INTEGER)`,
    ...[
      ...[added(lacking.has("documents.document_id")), ALTERED, WITHDRAWN],
      ...(compared("gone_since") ? [GONE] : []),
      ...(compared("status") ? [STATUS] : []),
      ...IDENTITY.filter(compared).map(identity),
    ].map(insert),
  ])
    await connection.run(sql);
  await findCells(connection);
}

/** Lays the cells of reports side by side, some reports at a time, so that it takes no more memory however many have changed. */
async function findCells(connection: DuckDBConnection): Promise<void> {
  const [[reports] = []] = (await connection.runAndReadAll("SELECT count(*) FROM differing")).getRows();
  for (let from = 0; from < Number(reports); from += AT_ONCE) {
    for (const [name, cells, id] of SIDES) await connection.run(cellsOf(name, cells, id, from));
    await connection.run(insert(CELLS));
  }
}

/** Writes them as CSV in an order that is always the same. */
export const writeCsv = (connection: DuckDBConnection, file: string): Promise<unknown> =>
  connection.run(`COPY (SELECT ${COLUMNS.join(", ")} FROM changes
    ORDER BY kind, report_key, ordinal, form_table, item, form_column)
    TO ${literal(file)} (FORMAT csv, HEADER)`);

/** Of the two steps from then to now, those in which a thing became another. */
const CAUSE = `CREATE MACRO cause(ours, first, theirs, second) AS CASE
  WHEN first AND second AND ours <> theirs THEN ours || '+' || theirs WHEN first THEN ours WHEN second THEN theirs ELSE 'unknown' END`;

/**
 * The cells of millions of reports are held together by digests; only where these differ are they laid side by side. Hashed twice: DuckDB's hash of several
 * columns is an exclusive or of each, and two cells that changed alike would take each other out of the digest.
 */
const digests = (name: string, cells: string, id: string): string => `CREATE TABLE ${name} AS
  SELECT report_id AS ${id}, bit_xor(hash(hash(form_table, item, form_column, value, status))) AS digest, count(*) AS cells
  FROM ${cells} WHERE report_id IN (SELECT ${id} FROM pairs) GROUP BY report_id`;

/** In the order in which their cells lie in the files: most reports keep their id. */
const DIFFERING = `CREATE TABLE differing AS
  SELECT pairs.*, row_number() OVER (ORDER BY was_id = now_id DESC, was_id) AS place
  FROM pairs LEFT JOIN digests_before AS old USING (was_id) LEFT JOIN digests_now AS new USING (now_id)
  WHERE (old.digest, old.cells) IS DISTINCT FROM (new.digest, new.cells)`;

/** Reports whose cells are laid side by side at once. */
const AT_ONCE = 5_000;

const SIDES = [
  ["cells_before", "before.cells", "was_id"],
  ["cells_again", "main.cells", "cells_of"],
  ["cells_now", "main.cells", "now_id"],
] as const;

const cellsOf = (name: string, cells: string, id: string, from: number): string => `CREATE OR REPLACE TABLE ${name} AS
  SELECT pair, ordinal, form_table, item, form_column, value, status
  FROM ${cells} JOIN (FROM differing WHERE place BETWEEN ${from + 1} AND ${from + AT_ONCE}) AS part ON report_id = part.${id}`;

const number = (value: string): string => `rtrim(rtrim(${value}::VARCHAR, '0'), '.')`;

/** The columns that every change of a report in both has in the same way. */
const OF_PAIR = `now.report_key, now.organ, now.division, now.province, now.site, now.year`;
const VERSIONS = `was.report_id AS before_report_id, now.report_id AS after_report_id, was.sha256 AS before_sha256, now.sha256 AS after_sha256,
  was.document_url AS before_url, now.document_url AS after_url`;
const FROM_PAIRS = "pairs JOIN was ON was.report_key = was_key JOIN now ON now.report_key = now_key";
const NO_CELL = "NULL AS form_table, NULL AS item, NULL AS form_column";

const CELLS = `SELECT 'cell' AS kind, ${OF_PAIR}, form_table, item, form_column,
    ${number("old.value")} AS before, ${number("new.value")} AS after, old.status AS before_status, new.status AS after_status,
    CASE WHEN again_id IS NULL THEN otherwise ELSE cause(
      ours, old.value IS DISTINCT FROM again.value OR (exact AND old.status IS DISTINCT FROM again.status),
      theirs, again.value IS DISTINCT FROM new.value OR (exact AND again.status IS DISTINCT FROM new.status)) END AS cause,
    ${VERSIONS}, coalesce(new.ordinal, old.ordinal) AS ordinal
  FROM cells_before AS old FULL JOIN cells_now AS new USING (pair, form_table, item, form_column)
    LEFT JOIN cells_again AS again USING (pair, form_table, item, form_column)
    JOIN (${FROM_PAIRS}) USING (pair)
  WHERE old.value IS DISTINCT FROM new.value OR old.status IS DISTINCT FROM new.status`;

const STATUS = `SELECT 'status' AS kind, ${OF_PAIR}, ${NO_CELL}, NULL AS before, NULL AS after,
    was.status AS before_status, now.status AS after_status,
    CASE WHEN again_id IS NULL THEN otherwise
      ELSE cause(ours, was.status IS DISTINCT FROM again_status, theirs, again_status IS DISTINCT FROM now.status) END AS cause,
    ${VERSIONS}, 0 AS ordinal
  FROM ${FROM_PAIRS} WHERE was.status IS DISTINCT FROM now.status`;

/** Other bytes, and other content: what is read now of the bytes of then is another version. */
const ALTERED = `SELECT 'report_altered' AS kind, ${OF_PAIR}, ${NO_CELL}, NULL AS before, NULL AS after,
    was.status AS before_status, now.status AS after_status, CASE WHEN again_id IS NULL THEN otherwise ELSE theirs END AS cause,
    ${VERSIONS}, 0 AS ordinal
  FROM ${FROM_PAIRS} WHERE CASE WHEN again_id IS NULL THEN was.sha256 <> now.sha256 AND was.report_id <> now.report_id ELSE again_id <> now.report_id END`;

const GONE = `SELECT CASE WHEN was.gone_since IS NULL THEN 'report_gone' ELSE 'report_returned' END AS kind, ${OF_PAIR}, ${NO_CELL},
    strftime(was.gone_since, '%Y-%m-%dT%H:%M:%SZ') AS before, strftime(now.gone_since, '%Y-%m-%dT%H:%M:%SZ') AS after,
    was.status AS before_status, now.status AS after_status, 'publisher' AS cause, ${VERSIONS}, 0 AS ordinal
  FROM ${FROM_PAIRS} WHERE (was.gone_since IS NULL) <> (now.gone_since IS NULL)`;

/** Only our reading of the same bytes makes another report of one. */
const identity = (
  column: string,
): string => `SELECT 'identity' AS kind, ${OF_PAIR}, NULL AS form_table, '${column}' AS item, NULL AS form_column,
    was.${column}::VARCHAR AS before, now.${column}::VARCHAR AS after, was.status AS before_status, now.status AS after_status,
    ours AS cause, ${VERSIONS}, 0 AS ordinal
  FROM ${FROM_PAIRS} WHERE was.${column} IS DISTINCT FROM now.${column}`;

/** Of bytes that were there before, it is our reading; of others, nobody can tell whether they are new or newly found. */
const added = (
  withoutDocuments: boolean,
): string => `SELECT 'report_added' AS kind, ${OF_PAIR}, ${NO_CELL}, NULL AS before, NULL AS after, NULL AS before_status, now.status AS after_status,
    CASE WHEN ${withoutDocuments} THEN 'unknown' WHEN known.before IS NULL THEN 'new_document' WHEN known.parser_before = now.parser_version THEN 'surroundings' ELSE 'parser' END AS cause,
    NULL AS before_report_id, now.report_id AS after_report_id, NULL AS before_sha256, now.sha256 AS after_sha256,
    NULL AS before_url, now.document_url AS after_url, 0 AS ordinal
  FROM now LEFT JOIN presence AS known ON known.document_id = now.sha256
  WHERE now.report_key NOT IN (SELECT now_key FROM pairs)`;

/** `after` is the report as which its bytes are read now, if they are. */
const WITHDRAWN = `SELECT 'report_withdrawn' AS kind, was.report_key, was.organ, was.division, was.province, was.site, was.year, ${NO_CELL}, NULL AS before,
    (SELECT min(report_key) FROM read_now WHERE document_id = was.sha256) AS after, was.status AS before_status, NULL AS after_status,
    CASE WHEN known.now IS NULL THEN 'archive' WHEN known.parser_version = was.parser_version THEN 'surroundings' ELSE 'parser' END AS cause,
    was.report_id AS before_report_id, NULL AS after_report_id, was.sha256 AS before_sha256, NULL AS after_sha256,
    was.document_url AS before_url, NULL AS after_url, 0 AS ordinal
  FROM was LEFT JOIN presence AS known ON known.document_id = was.sha256
  WHERE was.report_key NOT IN (SELECT was_key FROM pairs)`;
