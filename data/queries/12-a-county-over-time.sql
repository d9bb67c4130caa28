-- One organ over all its years: what came in, what was given, what is open?
-- 一个机关历年情况。
SELECT year, scope, status, received_new__total AS received_new, concluded_total__total AS concluded,
  disclosed__total AS disclosed, carried_out__total AS carried_out, url
FROM applications
WHERE is_current AND (organ, division) = (
  SELECT (organ, division) FROM reports WHERE is_current AND division IS NOT NULL
  GROUP BY organ, division ORDER BY count(*) DESC, organ, division LIMIT 1)
ORDER BY year, scope;
