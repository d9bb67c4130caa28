-- Who published on time: organs and townships by 31 January, governments from the county up by 31 March of the year after (up to 2018, all by 31 March)? (a day before December of the year, or after the fetch, is none)
-- 是否按时公布：部门、乡镇（街道）1 月 31 日前，县级以上政府（含行政公署）3 月 31 日前（2018 年度及以前均为 3 月 31 日前）。早于报告年度 12 月或晚于获取日期的发布日期不予采用。
SELECT year, is_government, count(*) AS reports,
  count(*) FILTER (least(published, first_seen) <= due) AS on_time,
  count(*) FILTER (published > due AND first_seen > due) AS late,
  count(*) FILTER (published IS NULL AND first_seen > due) AS undated,
  max(published - due) FILTER (first_seen > due) AS most_days_late
FROM (SELECT year, is_government, make_date(year + 1, if(year <= 2018 OR is_government, 3, 1), 31) AS due,
    min(published) FILTER (published BETWEEN make_date(year, 12, 1) AND fetched) AS published, min(fetched) AS first_seen
  FROM (SELECT report_key, year, scope, published, (retrieved + INTERVAL 8 HOUR)::DATE AS fetched,
      scope = 'aggregate' OR level IS DISTINCT FROM 'township' AND regexp_matches(organ, '(人民政府|行政公署)$') AS is_government
    FROM reports WHERE organ IS NOT NULL AND year >= 2008)
  GROUP BY report_key, year, scope, is_government)
GROUP BY ALL
ORDER BY year DESC, is_government DESC;
