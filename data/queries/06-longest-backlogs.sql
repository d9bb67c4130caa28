-- Which organs carry the most applications into the next year, held to what they received?
-- 哪些机关结转下年度的申请最多？
SELECT year, organ, province, carried_out__total AS carried_out, received_new__total AS received_new,
  round(100.0 * carried_out__total / nullif(received_new__total + received_carried_in__total, 0), 1) AS percent_open
FROM applications
WHERE is_current AND status IN ('verified', 'realigned') AND carried_out__total > 0
ORDER BY carried_out__total DESC, organ, year
LIMIT 20;
