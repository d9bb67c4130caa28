-- One series through the forms of 2019 and 2021: what became of the applications, year by year? (county governments, each with all its organs; reports with a dash in one of these cells are left out)
-- 2019 年以来的统一时间序列：申请办理结果逐年如何？（县级政府，含其各部门；所涉单元格有填横线等的报告不计入）
SELECT year, count(*) AS reports, sum(received_new__total) AS received_new, sum(disclosed__total) AS disclosed,
  sum(partly_disclosed__total) AS partly_disclosed, sum(unable_to_provide_not_held__total) AS not_held,
  sum(other__total) AS otherwise_processed, sum(carried_out__total) AS carried_out
FROM harmonized
WHERE is_current AND status IN ('verified', 'realigned') AND scope = 'aggregate' AND level = 'county' AND year >= 2019
  AND received_new__total + disclosed__total + partly_disclosed__total + unable_to_provide_not_held__total
    + other__total + carried_out__total IS NOT NULL
GROUP BY year
ORDER BY year;
