-- Which reports are no longer where they were published?
-- 哪些报告已从网站上消失？
SELECT organ, year, gone_since, url
FROM reports
WHERE is_current AND gone_since IS NOT NULL
ORDER BY gone_since DESC, organ, year
LIMIT 50;
