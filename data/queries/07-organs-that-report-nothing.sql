-- Which organs say that nothing happened: no application received, none carried in, none concluded?
-- 哪些机关全年没有任何申请？
SELECT year, count(*) AS reports, count(*) FILTER (quiet) AS without_any_application,
  round(100.0 * count(*) FILTER (quiet) / count(*), 1) AS percent,
  min(organ) FILTER (quiet) AS for_example
FROM (SELECT year, organ,
    received_new__total = 0 AND received_carried_in__total = 0 AND concluded_total__total = 0 AS quiet
  FROM applications WHERE is_current AND status IN ('verified', 'realigned'))
GROUP BY year
ORDER BY year DESC;
