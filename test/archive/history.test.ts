import assert from "node:assert/strict";
import { test } from "node:test";
import { commit, historiesOf } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

for (const [format, year, cell, words] of [
  ["2019", 2020, "proactive licenses decisions", ["行政许可", "处理决定数量"]],
  ["2021", 2021, "proactive licenses decisions", ["行政许可", "本年处理决定数量"]],
  ["2008", 2016, "statistics_2014 3.1 value", ["（一） 收到申请数", "统计数"]],
  ["2008-fujian", 2016, "statistics_2014 3.1 value", ["行政复议数", "本年度数"]],
] as const)
  test(`history names what changed in a report on the form ${format} in that form's own words`, async (t) => {
    const dir = await folder(t);
    const version = (id: string, value: number, day: string) =>
      sampleRecord(id, year, {
        format,
        value: ({ table, item, column }) => (`${table} ${item} ${column}` === cell ? value : 0),
        row: { report_key: "one", is_current: id === "second", retrieved: `2026-11-${day}T00:00:00.000Z` },
      });
    await commit(dir, sampleChanges([version("first", 4, "20"), version("second", 5, "21")]));
    const [history] = await historiesOf(dir, "one");
    assert.deepEqual(
      history?.versions.map(({ changes }) =>
        changes?.cells.map((change) => [change.item_label, change.column_label, change.old_value, change.new_value]),
      ),
      [undefined, [[...words, 4, 5]]],
    );
  });
