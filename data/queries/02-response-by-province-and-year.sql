-- What share of the applications concluded in a year were answered with the information, in full or in part, by province? (county governments, each with all its organs; reports with a dash in one of these cells are left out)
-- 各省各年度办结的申请中，予以公开和部分公开的占多大比例？（县级政府，含其各部门；所涉单元格有填横线等的报告不计入）
SELECT province, year, count(*) AS reports, sum(concluded_total__total) AS concluded,
  sum(disclosed__total + partly_disclosed__total) AS given,
  round(100.0 * sum(disclosed__total + partly_disclosed__total) / nullif(sum(concluded_total__total), 0), 1) AS percent_given
FROM applications
WHERE is_current AND status IN ('verified', 'realigned') AND scope = 'aggregate' AND level = 'county'
  AND disclosed__total + partly_disclosed__total + concluded_total__total IS NOT NULL
GROUP BY ALL
ORDER BY year DESC, percent_given DESC NULLS LAST, province;
