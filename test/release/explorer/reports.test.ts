import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { commit, exportTables } from "../../../pipeline/archive/index.ts";
import { Forms } from "../../../pipeline/release/explorer/page/reports/forms.ts";
import { CELL_STATUSES, type Report, Shard, unpacked } from "../../../pipeline/release/explorer/page/reports/shard.ts";
import { shardOf } from "../../../pipeline/release/explorer/page/reports/shard-of.ts";
import { writeReports } from "../../../pipeline/release/explorer/reports.ts";
import { openRelease, type Release } from "../../../pipeline/release/opened.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";
import { sampleChanges, sampleDocument, sampleRecord } from "../../archive/sample.ts";

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

let scratch: string;
let release: Release;
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "gongkai-reports-"));
  const path = join(scratch, "release");
  await mkdir(path);
  await commit(join(scratch, "archive"), madeChanges(0, 130));
  await commit(
    join(scratch, "archive"),
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
  await exportTables(join(scratch, "archive"), path);
  release = await openRelease(path, "2026-11-20");
});
after(async () => {
  release?.close();
  await rm(scratch, { recursive: true, force: true });
});

/** Writes the shards into a folder of their own. */
async function written(name: string, of = release): Promise<{ data: string; shards: number }> {
  const folder = join(scratch, name);
  await writeReports({ ...of, folder });
  const data = join(folder, "explorer", "data");
  return { data, ...JSON.parse(await readFile(join(data, "reports.json"), "utf8")) };
}

async function reportsIn({ data, shards }: { data: string; shards: number }): Promise<Report[]> {
  const reports: Report[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    const bytes = gunzipSync(await readFile(join(data, "reports", `${shard}.bin`)));
    for (const report of unpacked(Shard.parse(JSON.parse(bytes.toString("utf8"))), () => true)) {
      assert.equal(shardOf(report, shards), shard);
      reports.push(report);
    }
  }
  return reports.sort((a, b) => (a.report_id < b.report_id ? -1 : 1));
}

test("the shards hold every report of the release, and of each exactly what its tables say", async () => {
  const files = await written("one");
  const { shards } = files;
  const reports = await reportsIn(files);
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

test("nothing but the shards, their number and the forms is left, the same bytes each time", async () => {
  const [one, other] = [await written("again"), await written("once-more")];
  assert.deepEqual((await readdir(one.data)).sort(), ["forms.json", "reports", "reports.json"]);
  for (let shard = 0; shard < one.shards; shard += 1) {
    const file = join("reports", `${shard}.bin`);
    assert.deepEqual(await readFile(join(one.data, file)), await readFile(join(other.data, file)));
  }
  const forms = Forms.parse(JSON.parse(await readFile(join(one.data, "forms.json"), "utf8")));
  assert.deepEqual(
    forms.map(({ name }) => name),
    ["2021", "2019", "2008", "2008-fujian", "2008-shanghai"],
  );
});

test("any cell comes out of a shard as the archive holds it", async () => {
  const cell = fc.record(
    {
      value: fc.option(
        fc.oneof(
          fc.integer(),
          fc.integer().map((n) => n / 1e6),
        ),
      ),
      raw: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("0", "", "/", "1.50", HOSTILE)),
      status: fc.constantFrom(...CELL_STATUSES),
      at: fc.string({ unit: "binary" }),
    },
    { noNullPrototype: true },
  );
  const sample = sampleRecord("any", 2021);
  const cells = fc.array(cell, { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 20 }), async (all) => {
      const folder = await mkdtemp(join(scratch, "any-"));
      await mkdir(join(folder, "release"));
      const records = all.map((some, i) => ({
        ...sample,
        report: { ...sample.report, report_id: `any-${i}`, report_key: `any-${i}` },
        cells: sample.cells.slice(0, some.length).map((place, j) => ({ ...place, ...some[j] })),
      }));
      await commit(join(folder, "archive"), sampleChanges(records));
      await exportTables(join(folder, "archive"), join(folder, "release"));
      const opened = await openRelease(join(folder, "release"), "2026-11-20");
      const read = new Map(
        (await reportsIn(await written(join(basename(folder), "shards"), opened))).map((report) => [
          report.report_id,
          report.cells,
        ]),
      );
      opened.close();
      for (const [i, some] of all.entries())
        assert.deepEqual(
          read.get(`any-${i}`)?.map(({ value, raw, status, at }) => ({ value, raw, status, at })),
          some,
        );
    }),
    { numRuns: 4 },
  );
});
