import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { checkYears, commit, openArchive, type ReportRecord, verifyTables } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleRecord } from "./sample.ts";

/** A report of one organ on a year: every number is 0 but those given as `table item column`. */
function reportOn(
  year: number,
  numbers: Record<string, number | null> = {},
  row: ReportRecord["report"] | object = {},
) {
  const organ = "郑州市上街区人民政府";
  return sampleRecord(`r${year}`, year, {
    format: year < 2021 ? "2019" : "2021",
    value: ({ table, item, column }) => {
      const number = numbers[`${table} ${item} ${column}`];
      return number === undefined ? 0 : number;
    },
    row: { report_key: `410106:${organ}:${year}:own`, organ, scope: "own", ...row },
  });
}

async function checksOf(dir: string, like: string): Promise<unknown[][]> {
  const archive = await openArchive(dir);
  const { rows } = await archive.query(
    `SELECT year, id, passes, expected, actual FROM checks JOIN reports USING (report_id) WHERE id LIKE '${like}' AND passes IS NOT true ORDER BY 1, 2`,
  );
  archive.close();
  return rows;
}

async function archiveOf(t: TestContext, records: ReportRecord[]): Promise<string> {
  const dir = await folder(t);
  await commit(dir, sampleChanges(records));
  await checkYears(dir);
  return dir;
}

test("what last year carried out and this year did not carry in is a check that fails, column by column", async (t) => {
  const dir = await archiveOf(t, [
    reportOn(2020, { "applications carried_out natural_person": 5, "applications carried_out total": 5 }),
    reportOn(2021, {
      "applications received_carried_in natural_person": 4,
      "applications received_carried_in total": 5,
    }),
    reportOn(2022, { "applications received_carried_in total": null }),
  ]);
  assert.deepEqual(await checksOf(dir, "soft.years.carried:%"), [
    [2021, "soft.years.carried:applications__received_carried_in__natural_person", false, 5, 4],
    [2022, "soft.years.carried:applications__received_carried_in__total", null, 0, null],
  ]);
  assert.deepEqual(await verifyTables(dir), []);
});

test("a stock in force that does not follow from last year's, what was issued and what was repealed is named", async (t) => {
  const stock = (issued: number, repealed: number, inForce: number) => ({
    "proactive normative_documents issued": issued,
    "proactive normative_documents repealed": repealed,
    "proactive normative_documents in_force": inForce,
  });
  const dir = await archiveOf(t, [
    reportOn(2021, stock(0, 0, 100)),
    reportOn(2022, stock(7, 2, 105)),
    reportOn(2023, stock(1, 0, 107)),
  ]);
  assert.deepEqual(await checksOf(dir, "soft.years.stock:%"), [
    [2023, "soft.years.stock:proactive__normative_documents__in_force", false, 106, 107],
  ]);
});

test("a missing year is named on the report after it, and nothing is compared over it", async (t) => {
  const dir = await archiveOf(t, [reportOn(2021, { "applications carried_out total": 9 }), reportOn(2023)]);
  assert.deepEqual(await checksOf(dir, "soft.years.%"), [[2023, "soft.years.gap", false, 2022, 2021]]);
});

test("a number a hundred times those of the years beside it is named, and not the years beside it", async (t) => {
  const fees = (amount: number) => ({ "proactive fees amount_10k_yuan": amount });
  const dir = await archiveOf(t, [
    reportOn(2021, fees(12)),
    reportOn(2022, fees(123_456.78)),
    reportOn(2023, fees(11.5)),
  ]);
  assert.deepEqual(await checksOf(dir, "soft.years.scale:%"), [
    [2022, "soft.years.scale:proactive__fees__amount_10k_yuan", false, 12, 123_456.78],
  ]);
});

test("a number whose neighbours are not known is held to nothing, and a small one to its small neighbours", async (t) => {
  const numbers = (fees: number | null, stock: number | null) => ({
    "proactive fees amount_10k_yuan": fees,
    "proactive normative_documents in_force": stock,
  });
  const dir = await archiveOf(t, [reportOn(2020), reportOn(2021, numbers(250.5, 150))]);
  const unknown = await checksOf(dir, "soft.years.scale:%__fees__%");
  assert.deepEqual(
    unknown.filter(([year]) => year === 2021),
    [[2021, "soft.years.scale:proactive__fees__amount_10k_yuan", null, null, 250.5]],
  );
  const small = await archiveOf(t, [reportOn(2021, numbers(0.003, 0)), reportOn(2022, numbers(30, 99))]);
  assert.deepEqual(await checksOf(small, "soft.years.scale:%"), [
    [2022, "soft.years.scale:proactive__fees__amount_10k_yuan", false, 0.003, 30],
  ]);
});

test("a year whose report covers the own office alone is not missing from the series of the whole government", async (t) => {
  const of = (scope: "own" | "aggregate", year: number) =>
    reportOn(year, {}, { scope, report_key: `410106:郑州市上街区人民政府:${year}:${scope}` });
  const dir = await archiveOf(t, [
    of("aggregate", 2020),
    of("own", 2021),
    of("aggregate", 2022),
    of("aggregate", 2024),
  ]);
  assert.deepEqual(await checksOf(dir, "soft.years.gap"), [[2024, "soft.years.gap", false, 2023, 2022]]);
});

test("an organ with two reports of one kind in a year is named on both; its own and its aggregate are no such two", async (t) => {
  const own = reportOn(2021);
  const aggregate = sampleRecord("all", 2021, {
    row: { report_key: "410106:郑州市上街区人民政府:2021:aggregate" },
  });
  const twin = sampleRecord("twin", 2021, {
    row: { report_key: "shangjie:郑州市上街区人民政府:2021:own", scope: "own", division: null },
  });
  assert.deepEqual(await checksOf(await archiveOf(t, [own, aggregate]), "soft.years.twice"), []);
  const onPortal = sampleRecord("portal", 2021, {
    row: { report_key: own.report.report_key, site: "portal", scope: "own", is_current: false, numbers: "others" },
  });
  assert.deepEqual(await checksOf(await archiveOf(t, [own, onPortal]), "soft.years.twice"), [
    [2021, "soft.years.twice", false, 1, 2],
  ]);
  assert.deepEqual(await checksOf(await archiveOf(t, [own, aggregate, twin]), "soft.years.twice"), [
    [2021, "soft.years.twice", false, 1, 2],
    [2021, "soft.years.twice", false, 1, 2],
  ]);
});

test("they are rows for plain readers too, follow the reports, and are made once for one state", async (t) => {
  const dir = await archiveOf(t, [reportOn(2021), reportOn(2022, { "applications received_carried_in total": 3 })]);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => connection.closeSync());
  const plain = await connection.runAndReadAll(
    `SELECT id FROM read_parquet('${join(dir, "tables/checks")}/**/*.parquet') WHERE NOT passes`,
  );
  assert.deepEqual(plain.getRows(), [["soft.years.carried:applications__received_carried_in__total"]]);

  const again = await commit(dir, sampleChanges([reportOn(2022, { "applications received_carried_in total": 4 })]));
  assert.deepEqual(await checksOf(dir, "soft.years.%"), [], "no check is left that was made on other numbers");
  await checkYears(dir);
  assert.deepEqual(await checksOf(dir, "soft.years.%"), [
    [2022, "soft.years.carried:applications__received_carried_in__total", false, 0, 4],
  ]);
  await checkYears(dir);
  const { version } = await commit(dir, { parserVersion: "1" });
  assert.equal(version, again.version + 1, "what is there already is not made again");
  assert.deepEqual(await verifyTables(dir), []);
});
