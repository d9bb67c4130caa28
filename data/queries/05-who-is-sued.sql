-- Which organs are taken to court most often over disclosure, and how often are they corrected? (a dash in the table adds nothing)
-- 哪些机关的信息公开诉讼最多，被纠正的比例如何？（以横线等填写的不计入）
SELECT organ, province, scope,
  coalesce(sum(litigation_direct__total), 0) + coalesce(sum(litigation_after_review__total), 0) AS suits,
  coalesce(sum(litigation_direct__corrected), 0) + coalesce(sum(litigation_after_review__corrected), 0) AS corrected
FROM disputes
WHERE is_current AND status IN ('verified', 'realigned')
GROUP BY organ, division, province, scope
HAVING suits > 0
ORDER BY suits DESC, organ, scope
LIMIT 20;
