import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { commit, exportTables } from "../../../pipeline/archive/index.ts";
import { Forms } from "../../../pipeline/release/explorer/page/reports/forms.ts";
import {
  CELL_STATUSES,
  type Layouts,
  packReport,
  type Report,
  Shard,
  shardWith,
  unpacked,
} from "../../../pipeline/release/explorer/page/reports/shard.ts";
import { shardOf } from "../../../pipeline/release/explorer/page/reports/shard-of.ts";
import { writeReports } from "../../../pipeline/release/explorer/reports.ts";
import { openRelease } from "../../../pipeline/release/opened.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";
import { folder, sampleChanges, sampleDocument, sampleRecord } from "../../archive/sample.ts";

const HOSTILE = '</script>\u2028"\u0000\u202e1\n=1+1';

/** Beside those of a made-up nation, some that are like no other. */
const odd = [
  sampleRecord("two-1", 2021, {
    row: { report_key: "two", is_current: false, gone_since: "2026-11-21T10:00:00.000Z" },
  }),
  sampleRecord("two-2", 2021, {
    row: { report_key: "two" },
    value: ({ item }) => (item === "fees" ? 1561.7431 : null),
  }),
  sampleRecord("no-year", null, { row: { organ: null, division: null, title: HOSTILE } }),
  sampleRecord("table", 2016, { format: "2008", value: 123456789012.5 }),
  sampleRecord("fujian", 2017, { format: "2008-fujian", row: { organ: HOSTILE } }),
  {
    ...sampleRecord("narrative", 2010),
    cells: [],
    checks: [],
    problems: [],
    sections: [{ ordinal: 1, heading: HOSTILE, text: `${HOSTILE}\n${"长".repeat(10_000)}` }],
  },
];

async function written(t: Parameters<typeof folder>[0]): Promise<{ path: string; reports: Report[]; shards: number }> {
  const dir = await folder(t);
  const path = join(dir, "release");
  await mkdir(path);
  await commit(join(dir, "archive"), madeChanges(0, 130));
  await commit(
    join(dir, "archive"),
    sampleChanges(odd, {
      documents: [
        ...odd.map(({ report }) => sampleDocument(report.report_id)),
        sampleDocument("two-2", { url: "http://127.0.0.1/twin.pdf", twin_of: "http://127.0.0.1/two-2.pdf" }),
      ],
      readings: odd.map(({ report }) => ({
        document_id: report.sha256,
        ordinal: 1,
        report_id: report.report_id,
        report_key: report.report_key,
        status: report.status,
        published: report.published,
        says_correction: false,
        numbers: report.numbers,
      })),
    }),
  );
  await exportTables(join(dir, "archive"), path);
  const release = await openRelease(path, "2026-11-20");
  t.after(() => release.close());
  await writeReports(release);
  const { shards } = JSON.parse(await readFile(join(path, "explorer", "data", "reports.json"), "utf8"));
  const reports: Report[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    const bytes = gunzipSync(await readFile(join(path, "explorer", "data", "reports", `${shard}.bin`)));
    for (const report of unpacked(Shard.parse(JSON.parse(bytes.toString("utf8"))), () => true)) {
      assert.equal(shardOf(report, shards), shard);
      reports.push(report);
    }
  }
  return { path, reports: reports.sort((a, b) => (a.report_id < b.report_id ? -1 : 1)), shards };
}

test("the shards hold every report of the release, and of each exactly what its tables say", async (t) => {
  const { path, reports, shards } = await written(t);
  const release = await openRelease(path, "2026-11-20");
  t.after(() => release.close());
  const rows = async (sql: string): Promise<unknown[]> =>
    (await release.connection.runAndReadAll(sql)).getRowObjectsJson();
  const number = (value: number | null): string | null => (value === null ? null : value.toFixed(6));
  const instant = (text: string | null): string | null => text?.replace("T", " ").replace(/(\.000)?Z$/, "") ?? null;

  assert.equal(shards, 3);
  assert.deepEqual(
    reports
      .map((r) => ({ ...r, retrieved: instant(r.retrieved), gone_since: instant(r.gone_since) }))
      .map((report) => {
        const { cells, checks, sections, problems, documents, ...facts } = report;
        return { ...facts, numbers: undefined };
      }),
    (await rows("SELECT * EXCLUDE (numbers), NULL AS numbers FROM reports ORDER BY report_id")).map((row) => ({
      ...(row as object),
      numbers: undefined,
    })),
  );
  assert.deepEqual(
    reports.flatMap(({ report_id, cells }) =>
      cells.map(({ table, item, column, value, raw, status, at }, i) => ({
        ...{ report_id, ordinal: i + 1, form_table: table, item, form_column: column },
        ...{ value: number(value), raw, status, source_at: at },
      })),
    ),
    await rows("SELECT * EXCLUDE (year) FROM cells ORDER BY report_id, ordinal"),
  );
  assert.deepEqual(
    reports.flatMap(({ report_id, checks }) =>
      checks.map((check) => ({
        ...{ report_id, ...check },
        ...{ expected: number(check.expected), actual: number(check.actual) },
      })),
    ),
    await rows("SELECT * EXCLUDE (year) FROM checks ORDER BY report_id, id"),
  );
  assert.deepEqual(
    reports.flatMap(({ report_id, sections }) => sections.map((section) => ({ report_id, ...section }))),
    await rows("SELECT * EXCLUDE (year) FROM sections ORDER BY report_id, ordinal"),
  );
  assert.deepEqual(
    reports.flatMap(({ report_id, problems }) => problems.map((problem) => ({ report_id, ...problem }))),
    await rows("SELECT * EXCLUDE (document_id) FROM problems ORDER BY report_id, code, source_at, message"),
  );
  assert.deepEqual(
    reports.flatMap(({ report_id, documents }) =>
      documents.map(({ document_id, url, warc_file, warc_offset }) => ({
        report_id,
        document_id,
        url,
        warc_file,
        warc_offset: String(warc_offset),
      })),
    ),
    await rows(
      "SELECT readings.report_id, document_id, url, warc_file, warc_offset FROM documents JOIN readings USING (document_id) ORDER BY report_id, fetched, document_id, url",
    ),
  );
});

test("nothing but the shards, their number and the forms is left, the same bytes each time", async (t) => {
  const [one, other] = [await written(t), await written(t)];
  const data = (path: string): string => join(path, "explorer", "data");
  assert.deepEqual((await readdir(data(one.path))).sort(), ["forms.json", "reports", "reports.json"]);
  for (let shard = 0; shard < one.shards; shard += 1) {
    const file = join("reports", `${shard}.bin`);
    assert.deepEqual(await readFile(join(data(one.path), file)), await readFile(join(data(other.path), file)));
  }
  const forms = Forms.parse(JSON.parse(await readFile(join(data(one.path), "forms.json"), "utf8")));
  assert.deepEqual(
    forms.map(({ name }) => name),
    ["2021", "2019", "2008", "2008-fujian", "2008-shanghai"],
  );
});

test("any report comes out of a shard as it went in", () => {
  const cell = fc.record(
    {
      table: fc.constantFrom("proactive", "disputes"),
      item: fc.constantFrom("fees", "other.misc", "1.2"),
      column: fc.constantFrom("value", "total"),
      value: fc.option(
        fc.oneof(
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
        ),
      ),
      raw: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("0", "", "/")),
      status: fc.constantFrom(...CELL_STATUSES),
      at: fc.string(),
    },
    { noNullPrototype: true },
  );
  const [sample] = odd;
  assert.ok(sample);
  const { cells: _, report: row, ...parts } = sample;
  const { numbers: __, ...facts } = row;
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 6 }), (all) => {
      const reports = all.map((cells): Report => ({ ...facts, ...parts, documents: [], problems: [], cells }));
      const layouts: Layouts = new Map([["proactive/never/used", 0]]);
      const shard = shardWith(
        reports.map((report) => packReport(report, layouts)),
        layouts,
      );
      assert.deepEqual(
        unpacked(Shard.parse(JSON.parse(JSON.stringify(shard))), () => true),
        reports,
      );
      assert.ok(!JSON.stringify(shard.layouts).includes("never"));
    }),
  );
});
