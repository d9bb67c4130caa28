import { deadlines, FIRST_YEAR } from "../../../data/deadlines/index.ts";
import { dayInChina } from "./china.ts";
import { isPlace } from "./places.ts";

/** A people's government by its name. */
export const A_GOVERNMENT = "(人民政府|行政公署)$";

/** Who owes a report of which year, and the report, where it is there. One row for each `owner` and year. */
export const owed = (last: number): Record<string, string> => ({
  seen: seen(last),
  of_governments: OF_GOVERNMENTS,
  governments: GOVERNMENTS,
  beside: BESIDE,
  others: others(last),
  owed: "FROM governments UNION ALL BY NAME FROM beside UNION ALL BY NAME FROM others",
});

/** Of all versions of a report the earliest dates, of the current one the rest. A date that cannot be that of the publication is none. */
const seen = (last: number): string => `
  SELECT coalesce(places.place, reported.division, '000000') AS place, reported.*,
    (scope = 'aggregate' OR regexp_matches(organ, '${A_GOVERNMENT}')) AND EXISTS (
      FROM place_names AS listed WHERE listed.place = places.place AND (
        ends_with(regexp_replace(organ, '${A_GOVERNMENT}', ''), listed.name)
        OR listed.short <> '' AND ends_with(regexp_replace(organ, '(自治[区州县旗]|地区|特区|林区|[省市县区旗盟州])?${A_GOVERNMENT}', ''), listed.short)
      )) AS is_listed_government
  FROM (
    SELECT year, scope,
      min(published) FILTER (published BETWEEN make_date(year, 12, 1) AND ${dayInChina("retrieved")}) AS published,
      min(retrieved) AS first_seen,
      unnest(max_by(
        { report_id: report_id, status: status, organ: organ, division: division, province: province, level: level, site: site, standing: gone_since IS NULL },
        (is_current, retrieved, report_id)))
    FROM reports WHERE organ IS NOT NULL AND year BETWEEN ${FIRST_YEAR} AND ${last}
    GROUP BY report_key, year, scope
  ) AS reported LEFT JOIN places ON ${isPlace("reported.division", "organ", "year")}`;

/** Of an owner's several reports of a year (under two names, on two sites) the one to name. */
const there = `min(published) AS published, min(first_seen) AS first_seen,
  unnest(max_by(
    { report_id: report_id, status: status, organ: organ, division: division, province: province, level: level, site: site },
    (standing, status IN ('verified', 'realigned'), first_seen, report_id)))`;

/** The reports of the governments of places. On its own office alone a government's report is the one that it owes where there is no other. */
const OF_GOVERNMENTS = `
  SELECT *, scope = 'aggregate' OR NOT bool_or(scope = 'aggregate') OVER (PARTITION BY place, year) AS is_owed
  FROM seen WHERE is_listed_government`;

/**
 * The government of every place, for each year at whose end it stood or of which it has reported. The lists are a year apart, so that of the
 * first year of a place that was founded since it is not certain that it stood.
 */
const GOVERNMENTS = `
  WITH standing AS (
    SELECT place, year, code AS division, government AS organ, province, level
    FROM (SELECT *, min(stood_from) OVER (PARTITION BY place) AS founded FROM place_names)
      JOIN rules ON year BETWEEN stood_from AND stood_to AND year > founded
    QUALIFY row_number() OVER (PARTITION BY place, year ORDER BY stood_from DESC, code DESC) = 1
  ), there AS (
    SELECT place, year, any_value(scope) AS scope, ${there} FROM of_governments WHERE is_owed GROUP BY place, year
  )
  SELECT place AS owner, place, year, coalesce(there.scope, 'aggregate') AS scope, true AS is_government,
    coalesce(there.organ, standing.organ) AS organ, coalesce(there.division, standing.division) AS division,
    coalesce(there.province, standing.province) AS province, coalesce(there.level, standing.level) AS level,
    published, first_seen, report_id, status, there.site AS site
  FROM standing FULL JOIN there USING (place, year)`;

/** Reports of governments on their own offices beside those on all their organs: none is owed of a year of which there is none. */
const BESIDE = `
  SELECT concat_ws(' ', place, scope, organ) AS owner, place, year, scope, false AS is_government, ${there}
  FROM of_governments WHERE NOT is_owed GROUP BY place, organ, scope, year`;

const reformed = deadlines.reforms.flatMap(({ years }) => years).join(", ");

/**
 * Every other organ of which a report was seen, from its first year to its last, and the one after: but not a department's whose reports end
 * where departments were reformed, nor for ever, since nobody tells when an organ is no more.
 */
const others = (last: number): string => `
  WITH there AS (
    SELECT place, organ AS name, scope, year, ${there} FROM seen WHERE NOT is_listed_government GROUP BY place, organ, scope, year
  ), latest AS (
    SELECT place, name, scope, min(year) AS since, max(year) AS until, max_by({ division: division, province: province, level: level }, year) AS newest
    FROM there GROUP BY place, name, scope
  ), due AS (
    SELECT * FROM (SELECT *, unnest(range(since, least(until + 1, ${last}) + 1))::INTEGER AS year FROM latest)
    WHERE year <= until OR year NOT IN (${reformed}) OR scope = 'aggregate' OR newest.level IS NOT DISTINCT FROM 'township'
  )
  SELECT concat_ws(' ', place, scope, name) AS owner, place, year, scope,
    scope = 'aggregate' AND place NOT IN (SELECT place FROM places) AS is_government, name AS organ,
    coalesce(there.division, due.newest.division) AS division, coalesce(there.province, due.newest.province) AS province,
    coalesce(there.level, due.newest.level) AS level, published, first_seen, report_id, status, there.site AS site
  FROM due LEFT JOIN there USING (place, name, scope, year)`;
