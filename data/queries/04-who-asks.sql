-- Who asks: how do the new applications of a year divide among the six kinds of applicants? (county governments, each with all its organs; reports with a dash in one of these cells are left out)
-- 各年度新收申请由哪些类型的申请人提出？（县级政府，含其各部门；所涉单元格有填横线等的报告不计入）
SELECT year, count(*) AS reports, sum(received_new__natural_person) AS natural_persons,
  sum(received_new__business) AS businesses, sum(received_new__research) AS research,
  sum(received_new__nonprofit) AS nonprofits, sum(received_new__legal_service) AS legal_services,
  sum(received_new__other_org) AS others, sum(received_new__total) AS total
FROM applications
WHERE is_current AND status IN ('verified', 'realigned') AND scope = 'aggregate' AND level = 'county'
  AND received_new__natural_person + received_new__business + received_new__research + received_new__nonprofit
    + received_new__legal_service + received_new__other_org + received_new__total IS NOT NULL
GROUP BY year
ORDER BY year DESC;
