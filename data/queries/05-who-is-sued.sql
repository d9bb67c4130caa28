-- Which organs are taken to court most often over disclosure, and how often are they corrected?
-- 哪些机关的信息公开诉讼最多，被纠正的比例如何？
SELECT organ, province, sum(litigation_direct__total + litigation_after_review__total) AS suits,
  sum(litigation_direct__corrected + litigation_after_review__corrected) AS corrected
FROM disputes
WHERE is_current AND status IN ('verified', 'realigned')
GROUP BY organ, division, province
HAVING suits > 0
ORDER BY suits DESC, organ
LIMIT 20;
