-- On which grounds was information refused, year by year? (the eight of 不予公开, in the words of the form)
-- 各年度以哪些理由不予公开？
WITH grounds AS (
  SELECT year, item_label AS ground, sum(value) AS refusals
  FROM cells
  JOIN reports USING (report_id)
  JOIN items ON form = applications_format AND items.form_table = cells.form_table
    AND items.item = cells.item AND items.form_column = cells.form_column
  WHERE is_current AND reports.status IN ('verified', 'realigned')
    AND cells.form_table = 'applications' AND cells.form_column = 'total' AND cells.item LIKE 'not_disclosed.%'
  GROUP BY ALL
)
SELECT year, ground, refusals, round(100 * refusals / nullif(sum(refusals) OVER (PARTITION BY year), 0), 1) AS percent
FROM grounds
ORDER BY year DESC, refusals DESC, ground;
