-- Whose reports stop or skip: which years are missing between two that are there?
-- 哪些机关在两份年报之间有缺年？
SELECT organ, division, actual::INTEGER + 1 AS missing_from, expected::INTEGER AS missing_to, url
FROM checks JOIN reports USING (report_id)
WHERE id = 'soft.years.gap' AND NOT passes
ORDER BY organ, missing_from
LIMIT 50;
