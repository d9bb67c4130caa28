import { figures } from "../../../data/forms/figures.ts";
import { literal } from "../schema.ts";

/** The code of the problems that `disagreements` gives. */
export const DISAGREES = "report.disagrees";

/** Cells that one problem names; of more it says how many. */
const NAMED = 20;

/**
 * Where a page and a file of its own, or two files of it, are both there and give one report with other numbers: a problem of each, that names the other
 * and the cells. A SELECT with the columns of `problems` over `reports` and `figures`.
 */
export function disagreements(): string {
  const list = (part: (name: string) => string): string => `[${figures.map(({ name }) => part(name)).join(", ")}]`;
  const printed = (value: string): string => `coalesce(regexp_replace(${value}::VARCHAR, '\\.?0+$', ''), 'none')`;
  return `
  WITH there AS (FROM reports WHERE gone_since IS NULL AND numbers IS NOT NULL),
  pairs AS (
    SELECT one.report_id, one.sha256, other.report_id AS other_id, other.document_url AS other_url
    FROM there AS one JOIN there AS other ON other.report_key = one.report_key AND other.url = one.url
    WHERE other.document_url <> one.document_url AND other.numbers <> one.numbers),
  numbers AS (
    SELECT report_id, unnest(${list(literal)}) AS name, unnest(${list((name) => name)}) AS value
    FROM figures WHERE report_id IN (SELECT report_id FROM pairs)),
  differing AS (
    SELECT pairs.*, list(own.name || ' ' || ${printed("own.value")} || ', there ' || ${printed("other.value")} ORDER BY own.name) AS cells
    FROM pairs JOIN numbers AS own USING (report_id) JOIN numbers AS other ON other.report_id = other_id AND other.name = own.name
    WHERE own.value IS DISTINCT FROM other.value GROUP BY ALL)
  SELECT report_id, sha256 AS document_id, '${DISAGREES}' AS code,
    other_url || ', of the same page, says otherwise: ' || array_to_string(cells[:${NAMED}], '; ')
      || CASE WHEN len(cells) > ${NAMED} THEN ' and ' || (len(cells) - ${NAMED}) || ' more' ELSE '' END AS message,
    '' AS source_at
  FROM differing`;
}
