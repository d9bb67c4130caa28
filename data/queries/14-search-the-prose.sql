-- What do reports say of a subject? (here 主动公开; any words do)
-- 在报告正文中检索。
SELECT organ, year, heading, substr(text, greatest(instr(text, '主动公开') - 20, 1), 60) AS says, url
FROM sections JOIN reports USING (report_id)
WHERE is_current AND text LIKE '%主动公开%'
ORDER BY year DESC, organ, ordinal
LIMIT 20;
