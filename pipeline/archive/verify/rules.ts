import { figures, viewOfTable } from "../../../data/forms/figures.ts";
import { cellsOf, forms } from "../../../data/forms/index.ts";
import { dictionary, TABLES } from "../../../data/records/index.ts";
import { acrossYears } from "../commit/across.ts";
import { DISAGREES, disagreements } from "../commit/disagreements.ts";
import { literal } from "../schema.ts";

/** `columnName` of data/forms, in SQL. */
const VIEW_COLUMN =
  "replace(CASE WHEN regexp_matches(item, '^[0-9]') THEN 'row_' ELSE '' END || item || '__' || form_column, '.', '_')";

/** What must hold between rows: the query gives the rows that break it, `$1`, `$2` … in the message are its columns. */
export type Rule = { code: string; rows: string; message: string };

export const rules = (): Rule[] => [
  ...keys(),
  ...references(),
  ...years(),
  ...completeTables(),
  FIGURES,
  ...OF_MEANING,
];

const keys = (): Rule[] =>
  TABLES.filter((table) => dictionary[table].order.length === 0).map((table) => {
    const key = dictionary[table].key.join(", ");
    return {
      code: "table.key",
      rows: `SELECT concat_ws(' ', ${key}) FROM ${table} GROUP BY ${key} HAVING count(*) > 1`,
      message: `${table} $1: stands there more than once`,
    };
  });

const references = (): Rule[] =>
  TABLES.flatMap((table) =>
    Object.entries(dictionary[table].part_of).map(([column, target]) => ({
      code: "table.reference",
      rows: `SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT ${target.column} FROM ${target.table})`,
      message: `${table}: ${column} $1 is not in ${target.table}`,
    })),
  );

/** What belongs to a report stands under the report's year. */
const years = (): Rule[] =>
  TABLES.filter((table) => table !== "reports" && dictionary[table].years).map((table) => ({
    code: "table.year",
    rows: `SELECT DISTINCT report_id, part.year, reports.year FROM ${table} AS part JOIN reports USING (report_id) WHERE part.year IS DISTINCT FROM reports.year`,
    message: `${table} of report $1: stand under year $2, the report under $3`,
  }));

/** `viewOfTable` of data/forms, in SQL over `cells` and `reports`; a table of unknown form has a view of no name. */
const VIEW = `CASE form_table ${[
  ...Map.groupBy(
    forms.flatMap(({ name, tables }) => tables.map(({ id }) => ({ id, name, view: viewOfTable(id, name) ?? "" }))),
    ({ id }) => id,
  ),
]
  .filter(([id]) => viewOfTable(id, null) === null)
  .map(([id, of]) => {
    const views = of.map(({ name, view }) => `WHEN ${literal(name)} THEN ${literal(view)}`).join(" ");
    return `WHEN ${literal(id)} THEN CASE ${id}_form ${views} ELSE '' END`;
  })
  .join(" ")} ELSE form_table END`;

/** A report holds every cell of a statutory table's form, or none where it has no such table. */
function completeTables(): Rule[] {
  const tables = forms.flatMap(({ name, tables }) =>
    tables.map((table) => ({ name, id: table.id, cells: cellsOf(table).length })),
  );
  return [...Map.groupBy(tables, ({ id }) => id)].map(([table, of]) => {
    const expected = of.map(({ name, cells }) => `WHEN ${literal(name)} THEN held = ${cells}`).join(" ");
    // Named by its form where a province has its own beside the national one, else by its generation, which names the form as well.
    const form = [`${table}_form`, `${table}_format`].find((column) => column in dictionary.reports.columns);
    return {
      code: "report.cells",
      rows: `SELECT report_id, held, form FROM (
          SELECT report_id, any_value(${form}) AS form, count(cells.report_id) AS held
          FROM reports LEFT JOIN (SELECT report_id FROM cells WHERE form_table = ${literal(table)}) AS cells USING (report_id)
          GROUP BY report_id)
        WHERE NOT CASE form ${expected} ELSE held IN (0, ${of.map(({ cells }) => cells).join(", ")}) END`,
      message: `report $1: has $2 cells of ${table}, which is not the form $3`,
    };
  });
}

/** The figures are the numbers of the cells, no more and no fewer: compared by one digest a report. */
const FIGURES: Rule = {
  code: "report.figures",
  rows: `SELECT report_id FROM (
      SELECT report_id, hash(${VIEW} || '__' || ${VIEW_COLUMN}, value)::HUGEINT AS digest
      FROM cells JOIN reports USING (report_id) WHERE value IS NOT NULL
      UNION ALL
      SELECT report_id, -hash(name, value)::HUGEINT FROM (
        SELECT report_id, unnest([${figures.map(({ name }) => literal(name)).join(", ")}]) AS name,
          unnest([${figures.map(({ name }) => name).join(", ")}]) AS value FROM figures)
      WHERE value IS NOT NULL)
    GROUP BY report_id HAVING sum(digest) <> 0`,
  message: "report $1: its figures are not the numbers of its cells",
};

/** The soft checks that the reports on one year have with other years, made once more and held to those that are there. */
export const yearRule = (year: number | null): Rule => ({
  code: "check.years",
  rows: `SELECT DISTINCT report_id, id FROM (
      SELECT report_id, id, passes, expected, actual, 1 AS times FROM (${acrossYears(year)})
      UNION ALL
      SELECT report_id, id, passes, expected, actual, -1 FROM checks
      WHERE year IS NOT DISTINCT FROM ${year ?? "NULL"} AND id LIKE 'soft.years.%')
    GROUP BY report_id, id, passes, expected, actual HAVING sum(times) <> 0`,
  message: "report $1: the check $2 is not what the years beside it come to",
});

/** What two documents of one page are said to disagree in, held to what they say. */
export const disagreementsRule = (): Rule => ({
  code: "problem.disagreement",
  rows: `SELECT DISTINCT report_id FROM (
      SELECT report_id, message, 1 AS times FROM (${disagreements()})
      UNION ALL
      SELECT report_id, message, -1 FROM problems WHERE code = '${DISAGREES}')
    GROUP BY report_id, message HAVING sum(times) <> 0`,
  message: "report $1: what another document of its page says otherwise is not what the problems say",
});

const OF_MEANING: Rule[] = [
  {
    code: "report.current",
    rows: "SELECT report_key, count(*) FILTER (is_current) AS current FROM reports GROUP BY report_key HAVING current <> 1",
    message: "report_key $1: has $2 current versions, not one",
  },
  {
    code: "cell.value",
    rows: "SELECT DISTINCT report_id, form_table, item, form_column, status FROM cells WHERE (value IS NOT NULL) <> (status IN ('reported', 'realigned'))",
    message: "report $1: the cell $2 $3 $4 is $5, but its value says otherwise",
  },
];
