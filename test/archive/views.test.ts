import assert from "node:assert/strict";
import { test } from "node:test";
import { type Archive, commit, openArchive } from "../../pipeline/archive/index.ts";
import { folder, type SampleOptions, sampleChanges, sampleRecord } from "./sample.ts";

async function archiveOf(t: Parameters<typeof folder>[0], reports: Record<string, SampleOptions>): Promise<Archive> {
  const dir = await folder(t);
  const records = Object.entries(reports).map(([id, options]) =>
    sampleRecord(id, { "2008": 2016, "2008-fujian": 2016, "2019": 2020 }[options.format ?? ""] ?? 2021, options),
  );
  await commit(dir, sampleChanges(records));
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  return archive;
}

const only =
  (numbers: Record<string, number | null>): NonNullable<SampleOptions["value"]> =>
  ({ table, item, column }) =>
    numbers[`${table} ${item} ${column}`] ?? null;

test("each statutory table is a view: a report a row, its cells as columns", async (t) => {
  const archive = await archiveOf(t, {
    a: {
      value: only({
        "applications not_disclosed.state_secret natural_person": 3,
        "proactive fees amount_10k_yuan": 1561.7431,
        "disputes litigation_direct total": 4,
      }),
    },
    b: { format: "2019", value: only({ "applications other total": 9, "proactive licenses change": -3 }) },
  });
  assert.deepEqual(
    (
      await archive.query(
        "SELECT report_id, organ, division, province, year, status, is_current, not_disclosed_state_secret__natural_person FROM applications ORDER BY 1",
      )
    ).rows,
    [
      ["a", "郑州市上街区人民政府", "410106", "河南省", 2021, "verified", true, 3],
      ["b", "郑州市上街区人民政府", "410106", "河南省", 2020, "verified", true, null],
    ],
  );
  assert.deepEqual(
    (await archive.query("SELECT fees__amount_10k_yuan, licenses__change FROM proactive ORDER BY report_id")).rows,
    [
      [1561.7431, null],
      [null, -3],
    ],
  );
  assert.deepEqual((await archive.query("SELECT litigation_direct__total FROM disputes ORDER BY report_id")).rows, [
    [4],
    [null],
  ]);
});

test("a series runs through the forms where they count the same thing, and is null where they do not", async (t) => {
  const archive = await archiveOf(t, {
    new: {
      value: only({
        "applications received_new total": 10,
        "applications other.uncorrected total": 1,
        "applications other.unpaid total": 2,
        "applications other.misc total": 4,
        "proactive licenses decisions": 5,
        "proactive regulations issued": 6,
        "proactive regulations in_force": 60,
        "proactive fees amount_10k_yuan": 7.5,
        "disputes review total": 8,
      }),
    },
    old: {
      format: "2019",
      value: only({
        "applications received_new total": 20,
        "applications other total": 3,
        "proactive licenses decisions": 15,
        "proactive regulations made": 16,
        "proactive regulations public_total": 160,
        "proactive fees previous_items": 17,
        "disputes review total": 18,
      }),
    },
  });
  const { rows } = await archive.query(
    "SELECT received_new__total, other__total, licenses__decisions, regulations__made_or_issued, regulations__in_force, fees__amount_10k_yuan, review__total FROM harmonized ORDER BY report_id",
  );
  assert.deepEqual(rows, [
    [10, 7, 5, 6, 60, 7.5, 8],
    [20, 3, 15, 16, null, null, 18],
  ]);
});

test("the statistics table of 2014–2018 is a view too, and stands in the series that count what it counts", async (t) => {
  const archive = await archiveOf(t, {
    s: {
      format: "2008",
      value: only({
        "statistics_2014 3.1 value": 30,
        "statistics_2014 3.3.2 value": 20,
        "statistics_2014 4 value": 6,
        "statistics_2014 4.1 value": 5,
        "statistics_2014 8.4 value": 1.25,
      }),
    },
  });
  assert.deepEqual(
    (await archive.query("SELECT row_3_1__value, row_8_4__value, row_3_1_1__value FROM statistics_2014")).rows,
    [[30, 1.25, null]],
  );
  assert.deepEqual(
    (
      await archive.query(
        "SELECT received_new__total, received_new__natural_person, disclosed__total, review__upheld, review__total FROM harmonized",
      )
    ).rows,
    [[30, null, null, 5, null]],
  );
});

test("a province's own statistics table is a view of its own: its rows count other things under the same numbers", async (t) => {
  const fujian = { format: "2008-fujian" };
  const archive = await archiveOf(t, {
    fujian: { ...fujian, value: only({ "statistics_2014 2.1 value": 120, "statistics_2014 3.1 value": 3 }) },
    blank: { ...fujian, value: only({ "statistics_2014 3.1 value": 3 }) },
    national: { format: "2008", value: only({ "statistics_2014 2.1 value": 7, "statistics_2014 3.1 value": 30 }) },
    unknown: { format: "2008", value: only({ "statistics_2014 2.1 value": 7 }) },
  });
  const ask = async (sql: string) => (await archive.query(sql)).rows;
  assert.deepEqual(await ask("SELECT report_id, received_new__total FROM harmonized ORDER BY ALL"), [
    ["blank", null],
    ["fujian", 120],
    ["national", 30],
    ["unknown", null],
  ]);
  assert.deepEqual(await ask("SELECT report_id FROM statistics_2014 WHERE row_3_1__value IS NOT NULL"), [["national"]]);
  assert.deepEqual(
    await ask(
      "SELECT report_id, row_3_1__value FROM statistics_2014_fujian WHERE row_3_1__value IS NOT NULL ORDER BY 1",
    ),
    [
      ["blank", 3],
      ["fujian", 3],
    ],
  );
  assert.deepEqual(
    await ask(
      `SELECT report_id, item_label FROM cells JOIN reports USING (report_id)
       JOIN items ON form = statistics_2014_form AND items.item = cells.item AND items.form_column = cells.form_column
       WHERE cells.item = '3.1' AND cells.form_column = 'value' AND value > 0 ORDER BY 1 LIMIT 2 OFFSET 1`,
    ),
    [
      ["fujian", "行政复议数"],
      ["national", "（一） 收到申请数"],
    ],
  );
});

test("a sum with a blank part is unknown, not the sum of the rest", async (t) => {
  const archive = await archiveOf(t, {
    a: { value: only({ "applications other.uncorrected total": 1, "applications other.unpaid total": 2 }) },
  });
  assert.deepEqual((await archive.query("SELECT other__total, other_unpaid__total FROM harmonized")).rows, [[null, 2]]);
});

test("a report without statutory tables is a row of nulls, not a row too few", async (t) => {
  const dir = await folder(t);
  await commit(
    dir,
    sampleChanges([
      {
        ...sampleRecord("n", 2012, {
          row: {
            status: "narrative",
            format: null,
            proactive_format: null,
            applications_format: null,
            disputes_format: null,
          },
        }),
        cells: [],
      },
    ]),
  );
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  for (const view of ["applications", "proactive", "disputes", "statistics_2014", "harmonized"])
    assert.deepEqual((await archive.query(`SELECT report_id, year, status FROM ${view}`)).rows, [
      ["n", 2012, "narrative"],
    ]);
});
