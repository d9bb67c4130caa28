-- Who published on time: organs by 31 January, governments by 31 March of the year after (up to 2018, all by 31 March)? (by the earliest date that a version of the report gives)
-- 是否按时公布：部门 1 月 31 日前，政府 3 月 31 日前（2018 年度及以前均为 3 月 31 日前）。以各版本中最早的公布日期为准。
SELECT year, ends_with(organ, '人民政府') AS is_government, count(*) AS dated_reports,
  count(*) FILTER (published <= due) AS on_time, count(*) FILTER (published > due) AS late,
  max(published - due) AS most_days_late
FROM (SELECT year, organ, min(published) AS published,
    make_date(year + 1, CASE WHEN year <= 2018 OR ends_with(organ, '人民政府') THEN 3 ELSE 1 END, 31) AS due
  FROM reports WHERE published IS NOT NULL AND organ IS NOT NULL AND year IS NOT NULL
  GROUP BY report_key, year, organ)
GROUP BY ALL
ORDER BY year DESC, is_government DESC;
