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
    presence("presence_before", "before"),
    presence("presence_now", "main"),
    SAME_REPORTS,
    AGAIN,
    pairs(lacking.has("documents.document_id") || lacking.has("documents.gone_since")),
    "DROP TABLE same_reports",
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

/** Whether the publisher shows these bytes under any address. */
const presence = (name: string, release: string): string => `CREATE TABLE ${name} AS
  SELECT document_id, bool_or(gone_since IS NULL) AS there, max(parser_version) AS parser_version FROM ${release}.documents GROUP BY document_id`;

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
const AGAIN = `CREATE TABLE again AS
  WITH candidates AS (
    SELECT was_key, read_now.document_id, read_now.report_id
    FROM same_reports JOIN was ON was.report_key = was_key
      JOIN read_now ON read_now.document_id = was.sha256 AND read_now.report_key = now_key
      LEFT JOIN read_before AS then_read ON then_read.document_id = was.sha256 AND then_read.report_key = was_key AND then_read.report_id = was.report_id
    WHERE read_now.report_id = was.report_id
      OR (read_now.nth = coalesce(then_read.nth, 1) AND read_now.readings = coalesce(then_read.readings, 1))
    QUALIFY row_number() OVER (PARTITION BY was_key ORDER BY read_now.report_id = was.report_id DESC, read_now.report_id) = 1),
  known AS (
    SELECT was_key, report_id, coalesce(readings.status, itself.status) AS status, readings.numbers, itself.report_id IS NOT NULL AS exact, itself.parser_version
    FROM candidates LEFT JOIN main.reports AS itself USING (report_id)
      LEFT JOIN (SELECT document_id, report_id, any_value(status) AS status, any_value(numbers) AS numbers FROM main.readings GROUP BY ALL) AS readings
        USING (document_id, report_id)),
  stand_ins AS (
    SELECT report_key, numbers, min(report_id) AS report_id FROM main.reports WHERE numbers IS NOT NULL GROUP BY ALL)
  SELECT known.was_key, known.report_id, known.status, known.exact, known.parser_version,
    CASE WHEN exact THEN known.report_id ELSE stand_ins.report_id END AS cells_of
  FROM known JOIN same_reports USING (was_key)
    LEFT JOIN stand_ins ON stand_ins.report_key = now_key AND stand_ins.numbers = known.numbers
  WHERE exact OR stand_ins.report_id IS NOT NULL OR known.numbers IS NULL`;

const pairs = (withoutDocuments: boolean): string => `CREATE TABLE pairs AS
  SELECT row_number() OVER (ORDER BY now_key) AS pair, was_key, now_key, was.report_id AS was_id, now.report_id AS now_id,
    again.report_id AS again_id, again.status AS again_status, again.exact, again.cells_of,
    CASE WHEN was.parser_version = coalesce(again.parser_version, reread.parser_version) THEN 'surroundings' ELSE 'parser' END AS ours,
    CASE WHEN ${withoutDocuments} THEN 'unknown'
      WHEN found.document_id IS NULL THEN 'publisher'
      WHEN known.document_id IS NULL THEN 'parser'
      WHEN left_before.there IS DISTINCT FROM reread.there OR found.there IS DISTINCT FROM found_now.there THEN 'publisher'
      ELSE 'choice_of_version' END AS theirs,
    CASE WHEN was.sha256 = now.sha256 THEN ours
      WHEN theirs = 'choice_of_version' AND reread.document_id IS NOT NULL
        AND still.document_id IS NULL THEN ours
      ELSE 'unknown' END AS otherwise
  FROM same_reports JOIN was ON was.report_key = was_key JOIN now ON now.report_key = now_key
    LEFT JOIN again USING (was_key)
    LEFT JOIN (SELECT DISTINCT document_id, report_key FROM read_before) AS known ON known.document_id = now.sha256 AND known.report_key = was_key
    LEFT JOIN (SELECT DISTINCT document_id, report_key FROM read_now) AS still ON still.document_id = was.sha256 AND still.report_key = now_key
    LEFT JOIN presence_before AS left_before ON left_before.document_id = was.sha256
    LEFT JOIN presence_now AS reread ON reread.document_id = was.sha256
    LEFT JOIN presence_before AS found ON found.document_id = now.sha256
    LEFT JOIN presence_now AS found_now ON found_now.document_id = now.sha256`;
