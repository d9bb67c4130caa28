-- Which reports were altered after publication, and how many of their numbers changed?
-- 哪些报告发布后被修改，改动了多少数字？
SELECT new.organ, new.year, old.retrieved AS read_before, new.retrieved AS read_after,
  count(*) FILTER (was.value IS DISTINCT FROM is_now.value) AS cells_changed, new.url
FROM reports AS new JOIN reports AS old ON old.report_key = new.report_key AND NOT old.is_current
JOIN cells AS is_now ON is_now.report_id = new.report_id
LEFT JOIN cells AS was ON was.report_id = old.report_id AND was.form_table = is_now.form_table
  AND was.item = is_now.item AND was.form_column = is_now.form_column
WHERE new.is_current
GROUP BY new.report_id, old.report_id, new.organ, new.year, old.retrieved, new.retrieved, new.url
ORDER BY cells_changed DESC, new.organ, new.year
LIMIT 20;
