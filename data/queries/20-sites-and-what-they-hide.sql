-- Which sites gave nothing, blocked us or are broken, and since when?
-- 哪些网站采集失败，原因为何？
SELECT site, name, health, found, failed, last_success, reason
FROM sites
WHERE health <> 'ok' OR reason IS NOT NULL
ORDER BY health, site
LIMIT 50;
