import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { FetchedDocument, Report } from "../../data/records/index.ts";
import type { ArchiveChanges, DocumentRow, ReadingRow, ReportRow } from "../../pipeline/archive/index.ts";
import { firstAddresses } from "../../pipeline/batch.ts";
import { changesOf, type Outcome, readingsOf } from "../../pipeline/changes.ts";
import { documentKey, relatedReadings } from "../../pipeline/known.ts";

const VERSION = { whole: "1", lacking: "1" };

/** An archive in memory: what commits leave of these tables. */
type Tables = { documents: Map<string, DocumentRow>; reports: Map<string, ReportRow>; readings: ReadingRow[] };
/** What a raw store holds, in its order, and what the parser finds in each document's bytes. */
type Raw = { addresses: FetchedDocument[]; contents: ReadonlyMap<string, Report[]> };

const emptyTables = (): Tables => ({ documents: new Map(), reports: new Map(), readings: [] });

/** One commit: these documents are read, and whatever that asks for. */
async function ingestBatch(tables: Tables, { addresses, contents }: Raw, ids: string[]): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const readThem = (some: string[]): void => {
    for (const document of firstAddresses(addresses, some))
      outcomes.set(document.sha256, {
        kind: "read",
        reports: contents.get(document.sha256) ?? [],
        lacking: false,
        document,
      });
  };
  const isKnown = (id: string): boolean =>
    addresses.every(({ sha256, url }) => sha256 !== id || tables.documents.has(documentKey(sha256, url)));
  readThem(ids.filter((id) => !isKnown(id)));
  for (;;) {
    const readings = await relatedReadings(
      ids,
      readingsOf(outcomes),
      async (column, values) => tables.readings.filter((reading) => values.includes(reading[column])),
      async (some) => {
        const urls = new Set(addresses.filter(({ sha256 }) => some.includes(sha256)).map(({ url }) => url));
        return addresses.filter(({ url }) => urls.has(url)).map(({ sha256 }) => sha256);
      },
    );
    const concerned = new Set([...ids, ...readings.map(({ document_id }) => document_id)]);
    const held = new Set(readings.map(({ report_id }) => report_id));
    const known = {
      readings,
      documents: new Map([...tables.documents].filter(([, row]) => concerned.has(row.document_id))),
      reports: new Map([...tables.reports].filter(([id]) => held.has(id))),
    };
    const some = addresses.filter(({ sha256 }) => concerned.has(sha256));
    const { changes, unread } = changesOf(some, known, outcomes, VERSION);
    if (unread.length === 0) return apply(tables, changes);
    readThem(unread);
  }
}

function apply(tables: Tables, changes: ArchiveChanges): void {
  for (const id of changes.removed ?? []) tables.reports.delete(id);
  for (const row of [...(changes.records ?? []).map(({ report }) => report), ...(changes.reports ?? [])])
    tables.reports.set(row.report_id, row);
  for (const row of changes.documents ?? []) tables.documents.set(documentKey(row.document_id, row.url), row);
  const reread = new Set((changes.documentProblems ?? []).map(({ document_id }) => document_id));
  tables.readings = tables.readings.filter(({ document_id }) => !reread.has(document_id));
  tables.readings.push(...(changes.readings ?? []));
}

/** What the tables hold, in one order. */
const contentsOf = ({ documents, reports, readings }: Tables) => ({
  documents: [...documents].sort(([a], [b]) => (a < b ? -1 : 1)),
  reports: [...reports].sort(([a], [b]) => (a < b ? -1 : 1)),
  readings: readings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
});

const DOCUMENTS = ["a", "b", "c", "d", "e"];
const STATUSES = ["narrative", "incomplete", "verified"] as const;

/** Six reports: on two years, of an organ, of another, and of one that nothing names. */
const REPORTS = [2022, 2023].flatMap((year) =>
  ["临江县人民政府", "清河县人民政府", null].map((name) => ({ name, year })),
);

/** `format` says in which document it was read: its row must be of the document that it names. Some versions have the same numbers. */
function report(n: number, status: Report["status"], format: string): Report {
  const { name = null, year = null } = REPORTS[n % REPORTS.length] ?? {};
  const number = { table: "applications", item: "disclosed", column: "total", value: n % 4, raw: "", at: "" };
  const published = [null, "2024-01-10", "2024-03-10"][n % 3] ?? null;
  return {
    ...{ schemaVersion: "1.0.0", id: `report-${n}`, organ: { name, division: null, level: null }, year, format },
    ...{ tables: {}, title: n % 5 === 0 ? "年度报告（更正）" : null, published, status },
    ...{ checks: [], sections: [], problems: [] },
    cells: status === "narrative" ? [] : [{ ...number, status: "reported" }],
    source: { url: null, file: null, sha256: "", mediaType: null, retrieved: null },
  };
}

// Of each report two versions may be met, each in several documents and several in one.
const contents = fc
  .tuple(
    ...DOCUMENTS.map(() =>
      fc.uniqueArray(fc.record({ n: fc.nat({ max: REPORTS.length * 2 - 1 }), status: fc.constantFrom(...STATUSES) }), {
        maxLength: 3,
        selector: ({ n }) => n,
      }),
    ),
  )
  .map(
    (of) =>
      new Map(DOCUMENTS.map((id, i) => [id, (of[i] ?? []).map(({ n, status }) => report(n, status, id))] as const)),
  );

const state = fc.constantFrom<Pick<FetchedDocument, "state" | "goneSince">>(
  { state: "current", goneSince: null },
  { state: "superseded", goneSince: "2026-01-02T01:00:00.000Z" },
  { state: "superseded", goneSince: "2026-01-03T01:00:00.000Z" },
  { state: "gone", goneSince: "2026-01-02T10:00:00.000Z" },
);

const place = fc.record({
  sha256: fc.constantFrom(...DOCUMENTS),
  path: fc.constantFrom("1.html", "1.pdf", "2.html", "m/2.html"),
  page: fc.constantFrom("1.html", "2.html"),
  day: fc.integer({ min: 1, max: 3 }),
  isTwin: fc.boolean(),
});

const addressOf = ({ sha256, path, page, day, isTwin }: typeof place extends fc.Arbitrary<infer T> ? T : never) => ({
  ...{ sha256, url: `http://a.gov.cn/${path}`, pageUrl: `http://a.gov.cn/${page}`, site: "a", mediaType: "text/html" },
  ...{ fileName: null, httpStatus: 200, retrieved: `2026-01-0${day}T01:00:00.000Z`, warcFile: "1", warcOffset: 0 },
  ...{ linkText: null, listedDate: null, columnName: null, twinOf: isTwin ? "http://a.gov.cn/1.html" : null },
});

/** Two nights of a raw store: what it holds first, and then, with more addresses and other states of the old ones. */
const nights = fc
  .record({
    places: fc.uniqueArray(place, { minLength: 2, maxLength: 8, selector: ({ sha256, path }) => `${sha256} ${path}` }),
    states: fc.array(state, { minLength: 16, maxLength: 16 }),
    first: fc.nat({ max: 8 }),
    contents,
  })
  .map(({ places, states, first, contents }): Raw[] => {
    const held = (n: number, from: number) =>
      places.slice(0, n).map(
        (one, i): FetchedDocument => ({
          ...addressOf(one),
          ...(states[from + i] ?? { state: "current", goneSince: null }),
        }),
      );
    return [
      { addresses: held(first, 0), contents },
      { addresses: held(places.length, 8), contents },
    ];
  });

test("the archive comes to the same, whatever batches and in what order documents come in, in one night or two", async () => {
  await fc.assert(
    fc.asyncProperty(nights, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), async ([one, other], random) => {
      assert.ok(one && other);
      const tables = emptyTables();
      let at = 0;
      const dice = (): number => random[at++ % random.length] ?? 0;
      for (const raw of [one, other]) {
        const ids = [...new Set(raw.addresses.map(({ sha256 }) => sha256))]
          .map((id) => ({ id, rank: dice() }))
          .sort((a, b) => a.rank - b.rank);
        while (ids.length > 0)
          await ingestBatch(
            tables,
            raw,
            ids.splice(0, 1 + (dice() % 3)).map(({ id }) => id),
          );
      }
      const whole = emptyTables();
      await ingestBatch(whole, other, DOCUMENTS);
      assert.deepEqual(contentsOf(tables), contentsOf(whole));
      for (const row of tables.reports.values()) assert.equal(row.format, row.sha256, "read where its row says");
      for (const { report_id } of tables.documents.values())
        assert.ok(report_id === null || tables.reports.has(report_id), "a document names a report that is there");
      for (const { document_id, report_id, ordinal, numbers } of tables.readings) {
        const named = [...tables.documents.values()].find((row) => row.document_id === document_id)?.report_id ?? "";
        if (ordinal === 1 && named !== report_id && numbers !== null)
          assert.equal(tables.reports.get(named)?.numbers, numbers, "one that stands for another has its numbers");
      }
    }),
    { numRuns: 500 },
  );
});
