-- Which numbers are a hundred times those of the years beside them? Look before you print them.
-- 哪些数字是相邻年度的百倍以上？引用前请核对。
SELECT organ, year, regexp_extract(id, ':(.*)', 1) AS item, expected AS beside, actual AS number, url
FROM checks JOIN reports USING (report_id)
WHERE id LIKE 'soft.years.scale:%' AND NOT passes
ORDER BY actual / greatest(expected, 1) DESC, organ, year
LIMIT 20;
