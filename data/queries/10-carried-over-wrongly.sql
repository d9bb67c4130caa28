-- Where does this year's carried in differ from last year's carried out?
-- 哪些机关的“上年结转”与上年报告的“结转下年度”不一致？
SELECT organ, year, expected AS carried_out_last_year, actual AS carried_in_this_year, url
FROM checks JOIN reports USING (report_id)
WHERE id = 'soft.years.carried:applications__received_carried_in__total' AND NOT passes
ORDER BY abs(expected - actual) DESC, organ, year
LIMIT 50;
