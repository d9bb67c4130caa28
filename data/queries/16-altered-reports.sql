-- Which reports were altered where they stand after publication, when, and how many of their numbers changed? (each version against the one first seen before it; a return to an earlier one is not told here, but by history)
-- 哪些报告发布后在原网址被修改，何时修改，改动了多少数字？（按首次见到的先后比较各版本；改回旧版的情形请看 history）
WITH stood AS (
  SELECT readings.report_id, reports.report_key, reports.numbers, documents.url, documents.fetched
  FROM documents JOIN readings USING (document_id) JOIN reports ON reports.report_id = readings.report_id
  WHERE documents.url IN (SELECT url FROM documents WHERE status = 'superseded') AND reports.numbers IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY documents.url, documents.fetched, reports.report_key ORDER BY readings.ordinal DESC) = 1),
altered AS (
  SELECT *, lag(report_id) OVER succession AS was_id, lag(fetched) OVER succession AS read_before FROM stood
  WINDOW succession AS (PARTITION BY url, report_key ORDER BY fetched)
  QUALIFY numbers <> lag(numbers) OVER succession),
known AS (
  SELECT report_id, form_table, item, form_column, value FROM cells
  WHERE value IS NOT NULL AND report_id IN (SELECT report_id FROM altered UNION SELECT was_id FROM altered)),
changed AS (
  SELECT altered.report_id, was_id, url, read_before, fetched, form_table, item, form_column
  FROM altered JOIN known ON known.report_id IN (altered.report_id, altered.was_id)
  GROUP BY ALL HAVING count(*) = 1 OR min(value) <> max(value))
SELECT reports.organ, reports.year, read_before, fetched AS read_after, count(*) AS cells_changed, changed.url
FROM changed JOIN reports USING (report_id)
GROUP BY reports.organ, reports.year, read_before, fetched, changed.url
ORDER BY read_after, organ, year
LIMIT 50;
