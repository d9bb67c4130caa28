-- What share of the applications concluded in a year were answered with the information, in full or in part, by province?
-- 各省各年度办结的申请中，予以公开和部分公开的占多大比例？
SELECT province, year, sum(concluded_total__total) AS concluded,
  sum(disclosed__total + partly_disclosed__total) AS given,
  round(100.0 * sum(disclosed__total + partly_disclosed__total) / nullif(sum(concluded_total__total), 0), 1) AS percent_given
FROM applications
WHERE is_current AND status IN ('verified', 'realigned')
GROUP BY ALL
ORDER BY year DESC, percent_given DESC NULLS LAST, province;
