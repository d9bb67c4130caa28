import assert from "node:assert/strict";
import { test } from "node:test";
import { columnName, figureName } from "../../data/forms/figures.ts";
import { workedQueries } from "../../data/queries/index.ts";
import { series } from "../../data/series/index.ts";
import { commit, openArchive, textOf } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

type PlanNode = { extra_info?: { Projections?: string | string[] }; children?: PlanNode[] };

/** The columns that a plan reads from files. */
const columnsRead = (plan: PlanNode[]): string[] =>
  plan.flatMap(({ extra_info, children = [] }) =>
    children.length === 0 ? [extra_info?.Projections ?? []].flat() : columnsRead(children),
  );

/** Whether a query asks for this column: by its name, or by that of the view or the series that it stands in, or by a pattern. */
function asksFor(sql: string, column: string): boolean {
  const inView = column.replace(/^(applications|proactive|disputes|statistics_2014)__/, "");
  const [, pattern] = /COLUMNS\('(.+?)'\)/.exec(sql) ?? [];
  const ofSeries = series.filter(({ ways }) => ways.flat().some((cell) => figureName(cell) === column));
  return (
    [column, inView, ...ofSeries.map(columnName)].some((name) => new RegExp(`\\b${name}\\b`).test(sql)) ||
    (pattern !== undefined && new RegExp(`^${pattern}$`).test(inView))
  );
}

test("no worked query reads more columns than it asks for, beside the key by which a view joins", async (t) => {
  const dir = await folder(t);
  const years = { "2008": 2016, "2019": 2020, "2021": 2021 };
  const records = Object.entries(years).map(([format, year]) => sampleRecord(format, year, { format }));
  await commit(dir, sampleChanges(records));
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const { name, sql } of workedQueries()) {
    const explained = await archive.query(`EXPLAIN (FORMAT json) ${sql}`);
    const read = columnsRead(JSON.parse(textOf(explained.rows[0]?.[1] ?? null)));
    assert.ok(read.length > 1, `${name}: its plan reads no file`);
    assert.deepEqual(
      read.filter((column) => column !== "report_id" && !asksFor(sql, column)),
      [],
      name,
    );
  }
});
