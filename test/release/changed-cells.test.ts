import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { type ChangeRow, changesBetween, holding, type Read } from "./two-releases.ts";

const ITEMS = ["regulations", "normative_documents"];
/** A number, a blank, a dash, or no such cell. */
const cell = fc.constantFrom(0, 1, 2, null, "dash" as const, undefined);
const cellsOf = fc
  .tuple(cell, cell)
  .map(
    (values): NonNullable<Read["cells"]> =>
      Object.fromEntries(ITEMS.flatMap((item, i) => (values[i] === undefined ? [] : [[item, values[i]]]))),
  );

/** One report in one release: each of its documents as it was read there, if it was, and which of them counts. */
const side = fc.record({
  read: fc.tuple(...["a", "b", "c"].map(() => fc.option(cellsOf))),
  chosen: fc.nat({ max: 2 }),
  parser: fc.constantFrom("1", "2"),
  /** The publisher shows these documents no more. */
  gone: fc.subarray(["a", "b", "c"]),
});
type Side = typeof side extends fc.Arbitrary<infer T> ? T : never;

const readsOf = ({ read, chosen, parser, gone }: Side, key: string): Read[] => {
  const there = read.flatMap((cells, i) => (cells === null ? [] : [{ cells, letter: "abc".charAt(i) }]));
  return there.map(
    ({ cells, letter }, i): Read => ({
      ...{ document: `${key}${letter}`, key, cells, parser },
      row: { is_current: i === chosen % there.length },
      ...(gone.includes(letter) ? { presence: "gone" as const } : {}),
    }),
  );
};

/** The current cells of a release: of each report by item, `value status`. */
async function currentCells(release: string): Promise<Map<string, Map<string, string>>> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const found = await connection.runAndReadAll(`SELECT report_key, form_table || ' ' || item || ' ' || form_column,
      concat_ws(' ', rtrim(rtrim(value::VARCHAR, '0'), '.'), cells.status)
    FROM '${release}/reports.parquet' AS reports LEFT JOIN '${release}/cells.parquet' AS cells USING (report_id) WHERE is_current`);
  connection.closeSync();
  const cells = new Map<string, Map<string, string>>();
  for (const [key, address, said] of found.getRows()) {
    const report = cells.get(String(key)) ?? new Map<string, string>();
    if (address !== null) report.set(String(address), String(said));
    cells.set(String(key), report);
  }
  return cells;
}

/** What CHANGES.csv makes of the cells of the release before; the cells of what was added stand in the new one. */
function applied(
  before: Map<string, Map<string, string>>,
  rows: readonly ChangeRow[],
  now: Map<string, Map<string, string>>,
): Map<string, Map<string, string>> {
  const cells = new Map([...before].map(([key, report]) => [key, new Map(report)]));
  for (const { kind, report_key, form_table, item, form_column, after, after_status, ...row } of rows) {
    const key = report_key ?? "";
    if (kind === "report_withdrawn") cells.delete(key);
    if (kind === "report_added") cells.set(key, new Map(now.get(key)));
    if (kind !== "cell") continue;
    const report = cells.get(key) ?? assert.fail(`${key}: a cell of a report that is not there`);
    const address = `${form_table} ${item} ${form_column}`;
    const said = (value: string | null | undefined, status: string | null | undefined): string | undefined =>
      status ? [value, status].filter(Boolean).join(" ") : undefined;
    assert.equal(report.get(address), said(row.before, row.before_status), `${key} ${address} before`);
    const then = said(after, after_status);
    if (then === undefined) report.delete(address);
    else report.set(address, then);
  }
  return cells;
}

test("the cells of CHANGES.csv make of the release before the one after, whatever became of its reports", async (t) => {
  const country = fc.array(fc.record({ was: side, now: side }), { minLength: 10, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(country, async (reports) => {
      const held = (which: "was" | "now") => holding(reports.flatMap((one, i) => readsOf(one[which], `k${i}`)));
      const { rows, folders } = await changesBetween(t, held("was"), held("now"), { acceptLosses: true });
      const [before, now] = [await currentCells(folders[0]), await currentCells(folders[1])];
      assert.deepEqual(applied(before, rows, now), now);
      for (const row of rows) checkCause(row, reports[Number(row.report_key?.slice(1))] ?? assert.fail());
    }),
    // To shrink an example takes minutes, and the seed finds it again.
    { numRuns: 6, endOnFailure: true },
  );
});

test("cells of a report that change alike are each said", async (t) => {
  const read = (cells: "dash" | null) =>
    holding([{ document: "a", key: "a", cells: { regulations: cells, normative_documents: cells } }]);
  const { rows } = await changesBetween(t, read("dash"), read(null));
  assert.deepEqual(
    rows.map(({ kind, item, before_status, after_status }) => [kind, item, before_status, after_status]),
    [
      ["cell", "regulations", "dash", "blank"],
      ["cell", "normative_documents", "dash", "blank"],
    ],
  );
});

/** Holds the cause of a changed cell to what became of its report, thought out once more. */
function checkCause(
  { kind, report_key, item, cause, ...row }: ChangeRow,
  { was, now }: { was: Side; now: Side },
): void {
  if (kind !== "cell") return;
  const letterOf = (id: string | null | undefined): number => "abc".indexOf(id?.slice(-1) ?? "");
  const [a, b] = [letterOf(row.before_report_id), letterOf(row.after_report_id)];
  const again = now.read[a] ?? null;
  const [then, meanwhile, today] = [was.read[a], again, now.read[b]].map((cells) => cells?.[item ?? ""]);
  const ours = was.parser === now.parser ? "surroundings" : "parser";
  const moved = (i: number): boolean => was.gone.includes("abc".charAt(i)) !== now.gone.includes("abc".charAt(i));
  const theirs = was.read[b] == null || moved(a) || moved(b) ? "publisher" : "choice_of_version";
  const steps = [then === meanwhile ? [] : [ours], meanwhile === today ? [] : [theirs]].flat();
  assert.equal(cause, again === null ? "unknown" : steps.join("+"), `${report_key} ${item}`);
}
