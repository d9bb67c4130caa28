-- Where does a number come from: the cell, the page, the stored bytes?
-- 一个数字的出处：单元格、网页、所存原件。
SELECT organ, year, item, form_column, value, raw, source_at, document_url, warc_file, warc_offset
FROM cells JOIN reports USING (report_id) JOIN documents ON document_id = sha256 AND documents.url = document_url
WHERE is_current AND form_table = 'applications' AND item = 'received_new' AND form_column = 'total' AND value IS NOT NULL
ORDER BY value DESC, organ, year
LIMIT 10;
