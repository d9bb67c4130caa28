-- One series through the forms of 2019 and 2021: what became of the applications, year by year?
-- 2019 年以来的统一时间序列：申请办理结果逐年如何？
SELECT year, count(*) AS reports, sum(received_new__total) AS received_new, sum(disclosed__total) AS disclosed,
  sum(partly_disclosed__total) AS partly_disclosed, sum(unable_to_provide_not_held__total) AS not_held,
  sum(other__total) AS otherwise_processed, sum(carried_out__total) AS carried_out
FROM harmonized
WHERE is_current AND status IN ('verified', 'realigned') AND year >= 2019
GROUP BY year
ORDER BY year;
