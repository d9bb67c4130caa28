import { dayInChina } from "./china.ts";
import { A_GOVERNMENT } from "./owed.ts";
import { hasPassed } from "./passed.ts";
import { isPlace } from "./places.ts";

/** What is known of each report that is owed, whether it is there or not. */
export const stated = (day: string): Record<string, string> => ({ absent: ABSENT, named: NAMED, stated: states(day) });

/**
 * The reports that are not there, each with the site that would carry it: the one on which its owner's report of the nearest year is, else
 * that of the place: its government's first, and one that was not read before one that was, since it may be there.
 */
const ABSENT = `
  WITH missing AS (FROM owed WHERE report_id IS NULL),
  nearest AS (
    SELECT missing.owner, missing.year, near.site
    FROM missing JOIN owed AS near USING (owner) SEMI JOIN sites ON near.site = sites.site
    QUALIFY row_number() OVER (
      PARTITION BY missing.owner, missing.year ORDER BY abs(near.year - missing.year), near.year DESC) = 1
  ), local AS (
    SELECT coalesce(place, division) AS place, site
    FROM sites LEFT JOIN places ON ${isPlace("division", "name", "9999")} WHERE division IS NOT NULL
    QUALIFY row_number() OVER (
      PARTITION BY coalesce(place, division) ORDER BY regexp_matches(name, '(人民政府|行政公署)$') DESC, health = 'ok', site) = 1
  )
  SELECT missing.owner, missing.year, coalesce(nearest.site, local.site) AS site
  FROM missing LEFT JOIN nearest USING (owner, year) LEFT JOIN local USING (place)`;

/** 青溪市财政局|2020|年政府信息公开工作年度报告 */
const TITLE =
  "^(.+?)(?:关于)?(20[0-9]{2})年度?(?:政府|政务)?信息公开(?:工作)?(?:年度|情况)?(?:工作)?的?(?:年度)?(?:报告|年报)";

/**
 * Absent reports of which a document is there: unreadable or no report, but named as this organ's of this year, on the site that would carry
 * it. Certain is only a name that the organ has in some year, in full or without the place that its own lies in (郑州市上街区人民政府, 上街区人民政府), or
 * one that leaves out the very place whose site it is (财政局 on that of 上街区).
 */
const NAMED = `
  WITH titled AS (
    SELECT DISTINCT site, regexp_extract(words, '${TITLE}', 1) AS organ, regexp_extract(words, '${TITLE}', 2)::INTEGER AS year
    FROM (
      SELECT site, regexp_replace(unnest([link_text, file_name]), '[[:space:]《》“”"]', '', 'g') AS words
      FROM documents WHERE status IN ('unreadable', 'rejected') AND gone_since IS NULL
    ) WHERE regexp_matches(words, '${TITLE}')
  ), called AS (
    SELECT site, year, organ FROM titled
    UNION
    SELECT site, year, unnest([parent || organ, listed.name || organ, parent || listed.name || organ])
    FROM titled JOIN sites USING (site) JOIN place_names AS listed ON division = code
  ), names AS (
    SELECT owner, organ FROM owed
    UNION
    SELECT owner, organ[length(parent) + 1:]
    FROM owed JOIN place_names ON division = code WHERE parent <> '' AND starts_with(organ, parent)
  )
  SELECT DISTINCT owner, year FROM absent JOIN called USING (site, year) JOIN names USING (owner, organ)`;

/** Whether a report is due on the governments' day, as SQL: theirs from the county up, on all their organs or on their own office alone. */
export const isGovernments = (scope: string, organ: string, level: string): string =>
  `${scope} = 'aggregate' OR ${level} IS DISTINCT FROM 'township' AND regexp_matches(${organ}, '${A_GOVERNMENT}')`;

const states = (day: string): string => `
  SELECT dated.*, sites.last_success AS checked,
    CASE
      WHEN published <= deadline OR ${dayInChina("first_seen")} <= deadline THEN 'on_time'
      WHEN published IS NOT NULL THEN 'late'
      WHEN report_id IS NOT NULL THEN 'undated'
      WHEN is_named THEN 'not_readable'
      WHEN NOT (${hasPassed("deadline", day)}) THEN 'not_yet_due'
      WHEN sites.site IS NULL THEN 'no_source'
      WHEN sites.health <> 'ok' THEN 'blocked'
      WHEN sites.last_success IS NULL OR ${dayInChina("sites.last_success")} <= deadline THEN 'not_checked'
      WHEN year(deadline) = year(DATE '${day}') THEN 'overdue'
      ELSE 'not_found'
    END AS state
  FROM (
    SELECT owed.* REPLACE (coalesce(owed.site, absent.site) AS site),
      if(${isGovernments("owed.scope", "owed.organ", "owed.level")}, rules.aggregate, rules.own)::DATE AS deadline,
      named.owner IS NOT NULL AS is_named
    FROM owed JOIN rules USING (year) LEFT JOIN absent USING (owner, year) LEFT JOIN named USING (owner, year)
  ) AS dated LEFT JOIN sites USING (site)`;
