-- How many licences, penalties and compulsory measures were decided, and what was charged, by level? (governments, each with all its organs; a dash adds nothing)
-- 各层级的行政许可、处罚、强制件数与收费金额。（各级政府，含其部门）
SELECT year, level, sum(licenses__decisions) AS licences, sum(penalties__decisions) AS penalties,
  sum(compulsory_measures__decisions) AS compulsory_measures, sum(fees__amount_10k_yuan) AS fees_10k_yuan
FROM harmonized
WHERE is_current AND status IN ('verified', 'realigned') AND scope = 'aggregate'
GROUP BY ALL
ORDER BY year DESC, level;
