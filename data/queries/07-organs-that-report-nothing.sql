-- Which organs say that nothing happened: no application received, none carried in, none concluded?
-- 哪些机关全年没有任何申请？
SELECT year, count(*) AS reports, count(*) FILTER (quiet) AS without_any_application,
  count(*) FILTER (quiet IS NULL) AS with_dashes_instead,
  round(100.0 * count(*) FILTER (quiet) / nullif(count(quiet), 0), 1) AS percent_of_the_rest,
  min(organ) FILTER (quiet) AS for_example
FROM (SELECT year, organ,
    received_new__total = 0 AND received_carried_in__total = 0 AND concluded_total__total = 0 AS quiet
  FROM applications WHERE is_current AND status IN ('verified', 'realigned'))
GROUP BY year
ORDER BY year DESC;
