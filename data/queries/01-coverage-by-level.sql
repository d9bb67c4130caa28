-- How many reports are there of each year, by level, and how many of them are proven?
-- 各年度、各层级共有多少份报告，其中多少通过校验？
SELECT year, level, count(*) AS reports,
  count(*) FILTER (status IN ('verified', 'realigned')) AS proven,
  round(100.0 * count(*) FILTER (status IN ('verified', 'realigned')) / count(*), 1) AS percent_proven
FROM reports
WHERE is_current
GROUP BY ALL
ORDER BY year DESC, level;
