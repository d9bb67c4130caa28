-- Which identities of the form do publishers break most often?
-- 哪些勾稽关系最常不成立？
SELECT regexp_replace(id, ':.*', '') AS identity, count(*) AS made, count(*) FILTER (NOT passes) AS failed,
  count(*) FILTER (passes IS NULL) AS not_known
FROM checks JOIN reports USING (report_id)
WHERE is_current AND NOT starts_with(id, 'soft.')
GROUP BY identity
ORDER BY failed DESC, identity;
