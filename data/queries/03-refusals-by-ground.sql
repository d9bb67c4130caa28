-- On which grounds was information refused, year by year? (the eight of 不予公开, in the words of the form; county governments, each with all its organs)
-- 各年度以哪些理由不予公开？（县级政府，含其各部门）
WITH totals AS (
  SELECT year, sum(COLUMNS('(not_disclosed_.*__total)')) AS '\1'
  FROM applications
  WHERE is_current AND status IN ('verified', 'realigned') AND scope = 'aggregate' AND level = 'county'
  GROUP BY year
),
refusals AS (UNPIVOT totals ON COLUMNS(* EXCLUDE year) INTO NAME view_column VALUE refusals),
grounds AS (
  SELECT view_column, max_by(item_label, form) AS ground FROM items WHERE form_table = 'applications' GROUP BY view_column
)
SELECT year, ground, refusals, round(100 * refusals / nullif(sum(refusals) OVER (PARTITION BY year), 0), 1) AS percent
FROM refusals JOIN grounds USING (view_column)
ORDER BY year DESC, refusals DESC, ground;
