import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Makes the tables that say which report of the release before is which of this one, and by which steps the one became the other:
 *
 * - `was`, `now`: the current version of each report, then and now
 * - `pairs`: the reports that are in both. Between what was read then (of the bytes A) and what is read now (of the bytes B) lies `again`: what is read
 *   now of the bytes A, which this archive still holds. From then to `again` is our reading (`ours` names it); from `again` to now is what other
 *   bytes say (`theirs` names why it is these that count). Where there is no `again`, `otherwise` is all that can be told.
 */
export async function pairReports(connection: DuckDBConnection, lacking: ReadonlySet<string>): Promise<void> {
  for (const sql of [
    current("was", "before.reports"),
    current("now", "main.reports"),
    readings("read_before", "before"),
    readings("read_now", "main"),
    PRESENCE,
    SAME_REPORTS,
    SAME_READINGS,
    AGAIN,
    ...pairs(lacking.has("documents.document_id") || lacking.has("documents.gone_since")),
    "DROP TABLE same_reports",
    "DROP TABLE same_readings",
    "DROP TABLE again",
    "DROP TABLE read_before",
  ])
    await connection.run(sql);
}

const current = (name: string, reports: string): string => `CREATE TABLE ${name} AS
  SELECT report_id, report_key, site, organ, division, province, level, scope, year, status, sha256, gone_since, document_url, parser_version
  FROM ${reports} WHERE is_current QUALIFY row_number() OVER (PARTITION BY report_key ORDER BY report_id) = 1`;

/** Every reading of a report in a document, and the how-manieth of that report it is there; of a release without readings, the versions. */
const readings = (name: string, release: string): string => `CREATE TABLE ${name} AS
  SELECT *, row_number() OVER (PARTITION BY document_id, report_key ORDER BY ordinal, report_id) AS nth,
    count(*) OVER (PARTITION BY document_id, report_key) AS readings
  FROM (
    SELECT document_id, report_id, coalesce(versions.report_key, readings.report_key) AS report_key, ordinal
    FROM ${release}.readings LEFT JOIN ${release}.reports AS versions USING (report_id)
    UNION ALL
    SELECT sha256, report_id, report_key, NULL FROM ${release}.reports
    WHERE NOT EXISTS (FROM ${release}.readings WHERE document_id = sha256 AND readings.report_id = reports.report_id))`;

const thereIn = (documents: string): string =>
  `SELECT document_id, bool_or(gone_since IS NULL) AS there, max(parser_version) AS parser_version
    FROM ${documents} WHERE document_id IS NOT NULL GROUP BY document_id`;

/** Whether the publisher showed these bytes under any address, then and now; null where they were not known. */
const PRESENCE = `CREATE TABLE presence AS
  SELECT document_id, old.there AS before, new.there AS now, old.parser_version AS parser_before, new.parser_version
  FROM (${thereIn("before.documents")}) AS old FULL JOIN (${thereIn("main.documents")}) AS new USING (document_id)`;

/**
 * The same report has the same key. Where it has none any more, its bytes may be read under another now, of another organ or year: then it is that one,
 * unless that was there before. Of several in one document, those that have most in common.
 */
const SAME_REPORTS = `CREATE TABLE same_reports AS
  SELECT was.report_key AS was_key, now.report_key AS now_key FROM was JOIN now USING (report_key)
  UNION ALL
  SELECT was_key, now_key FROM (
    SELECT was.report_key AS was_key, now.report_key AS now_key,
      max((was.organ IS NOT DISTINCT FROM now.organ)::INTEGER + (was.division IS NOT DISTINCT FROM now.division)::INTEGER
        + (was.year IS NOT DISTINCT FROM now.year)::INTEGER + (was.scope IS NOT DISTINCT FROM now.scope)::INTEGER) AS alike
    FROM was JOIN read_now ON read_now.document_id = was.sha256 JOIN now ON now.report_key = read_now.report_key
    WHERE was.report_key NOT IN (SELECT report_key FROM now) AND now.report_key NOT IN (SELECT report_key FROM was)
    GROUP BY ALL)
  QUALIFY row_number() OVER (PARTITION BY was_key ORDER BY alike DESC, now_key) = 1
    AND row_number() OVER (PARTITION BY now_key ORDER BY alike DESC, was_key) = 1`;

/**
 * What is read now of the bytes that were read then: the reading with the same id, or, where as many of that report stand in the document as did then,
 * the one in the same place. If it is no version of its own, one with the same numbers stands for it (`exact` is false: of blanks, it says nothing).
 */
const SAME_READINGS = `CREATE TABLE same_readings AS
    SELECT was_key, now_key, read_now.document_id, read_now.report_id
    FROM same_reports JOIN was ON was.report_key = was_key
      JOIN read_now ON read_now.document_id = was.sha256 AND read_now.report_key = now_key
      LEFT JOIN read_before AS then_read ON then_read.document_id = was.sha256 AND then_read.report_key = was_key AND then_read.report_id = was.report_id
    WHERE read_now.report_id = was.report_id
      OR (read_now.nth = coalesce(then_read.nth, 1) AND read_now.readings = coalesce(then_read.readings, 1))
    QUALIFY row_number() OVER (PARTITION BY was_key ORDER BY read_now.report_id = was.report_id DESC, read_now.report_id) = 1`;

const AGAIN = `CREATE TABLE again AS
  WITH known AS (
    SELECT was_key, now_key, report_id, coalesce(readings.status, itself.status) AS status, readings.numbers, itself.report_id IS NOT NULL AS exact, itself.parser_version
    FROM same_readings LEFT JOIN main.reports AS itself USING (report_id)
      LEFT JOIN (SELECT document_id, report_id, any_value(status) AS status, any_value(numbers) AS numbers FROM main.readings GROUP BY ALL) AS readings
        USING (document_id, report_id)),
  stand_ins AS (
    SELECT report_key, numbers, min(report_id) AS report_id FROM main.reports WHERE numbers IS NOT NULL GROUP BY ALL)
  SELECT known.was_key, known.report_id, known.status, known.exact, known.parser_version,
    CASE WHEN exact THEN known.report_id ELSE stand_ins.report_id END AS cells_of
  FROM known LEFT JOIN stand_ins ON stand_ins.report_key = now_key AND stand_ins.numbers = known.numbers
  WHERE exact OR stand_ins.report_id IS NOT NULL OR known.numbers IS NULL`;

/** What is known of each pair, a join at a time: all at once, millions of reports would take more memory than a release may. */
const pairs = (withoutDocuments: boolean): string[] => [
  `CREATE TABLE pairs AS
  SELECT was_key, now_key, was.report_id AS was_id, now.report_id AS now_id, was.sha256 AS was_bytes, now.sha256 AS now_bytes, was.parser_version
  FROM same_reports JOIN was ON was.report_key = was_key JOIN now ON now.report_key = now_key`,
  joined(
    "again",
    "again.was_key = pairs.was_key",
    "again.report_id AS again_id, again.status AS again_status, exact, cells_of, again.parser_version AS again_parser",
  ),
  joined(
    "presence AS left_there",
    "left_there.document_id = was_bytes",
    "left_there.before AS was_before, left_there.now AS was_now, left_there.parser_version AS reread_by",
  ),
  joined("presence AS found", "found.document_id = now_bytes", "found.before AS now_before, found.now AS now_now"),
  joined(
    "(SELECT DISTINCT document_id, report_key FROM read_before) AS known",
    "known.document_id = now_bytes AND known.report_key = was_key",
    "known.document_id IS NOT NULL AS was_read",
  ),
  joined(
    "(SELECT DISTINCT document_id, report_key FROM read_now) AS still",
    "still.document_id = was_bytes AND still.report_key = now_key",
    "still.document_id IS NOT NULL AS is_read",
  ),
  `CREATE OR REPLACE TABLE pairs AS
  SELECT row_number() OVER (ORDER BY now_key) AS pair, was_key, now_key, was_id, now_id, again_id, again_status, exact, cells_of,
    CASE WHEN parser_version = coalesce(again_parser, reread_by) THEN 'surroundings' ELSE 'parser' END AS ours,
    CASE WHEN ${withoutDocuments} THEN 'unknown'
      WHEN now_before IS NULL THEN 'publisher'
      WHEN NOT was_read THEN 'parser'
      WHEN was_before IS DISTINCT FROM was_now OR now_before IS DISTINCT FROM now_now THEN 'publisher'
      ELSE 'choice_of_version' END AS theirs,
    CASE WHEN was_bytes = now_bytes OR (theirs = 'choice_of_version' AND was_now IS NOT NULL AND NOT is_read) THEN ours
      ELSE 'unknown' END AS otherwise
  FROM pairs`,
];

const joined = (table: string, on: string, columns: string): string =>
  `CREATE OR REPLACE TABLE pairs AS SELECT pairs.*, ${columns} FROM pairs LEFT JOIN ${table} ON ${on}`;
