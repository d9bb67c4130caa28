import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { crawl } from "../../crawlers/index.ts";
import { makeFolder } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { exportTables } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { type Against, writeChanges } from "../../pipeline/release/changes/index.ts";
import { folder } from "../archive/sample.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite, type SiteOrder } from "../nation/made-site.ts";
import { type ChangeRow, changesIn, prove } from "./two-releases.ts";

const YEAR = 365 * 24 * 3600 * 1000;
const order = (id: string, place: string, some: Partial<SiteOrder> = {}): SiteOrder => ({
  ...{ id, family: "trs", shape: "flat", place, division: "410106", organs: 1, years: [2022, 2023] },
  ...some,
});

/** What the numbers of the one report in that release differ in from those that now stand in its place. */
async function differences(release: string): Promise<(string | null)[][]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const cells = (organ: string, year: number): string => `(SELECT cells.* FROM '${release}/cells.parquet' AS cells
    JOIN '${release}/reports.parquet' AS reports USING (report_id) WHERE organ = '${organ}' AND reports.year = ${year})`;
  const found = await connection.runAndReadAll(`
    SELECT form_table, item, form_column, old.value::INTEGER::VARCHAR, new.value::INTEGER::VARCHAR
    FROM ${cells("清河县人民政府", 2023)} AS old JOIN ${cells("清河县教育局", 2022)} AS new USING (form_table, item, form_column)
    WHERE old.value IS DISTINCT FROM new.value OR old.status <> new.status`);
  connection.closeSync();
  return found
    .getRows()
    .map((row) => row.map((value) => (value === null ? null : String(value))))
    .sort();
}

test("a year passes over a country, and the release after it says in CHANGES what the publishers did, to the cell", async (t) => {
  const orders = [order("alive", "清河县"), order("moved", "青山县", { shape: "organs" })];
  const country = await startCountry(orders.map(madeSite));
  t.after(() => country.close());
  const [archive, out] = [await folder(t), await folder(t)];
  const began = Date.now();
  const releaseAfter = async (years: number): Promise<string> => {
    const now = new Date(began + years * YEAR);
    await crawl({ sources: readSources(country.sources), archive, contact: null, now });
    await ingest({ archive });
    return released(out, now);
  };
  /** What of a release its changes are made of and said in. */
  const released = async (into: string, now: Date, against: Against = {}): Promise<string> => {
    const day = now.toISOString().slice(0, 10);
    const release = join(into, `gongkai-${day}`);
    makeFolder(release);
    await exportTables(archive, release);
    await writeChanges(release, day, into, against);
    await prove(release, day);
    return release;
  };
  const first = await releaseAfter(0);
  assert.match((await changesIn(first)).markdown, /compared with none before it/);

  const { control } = country;
  control.grow(madeSite(order("alive", "清河县", { years: [2022, 2023, 2024] })));
  let issued = 0;
  control.alter("alive/report-1-2023", (body) =>
    body.replace(/(规章[^\d]*>)(\d+)(?=<)/, (_, before, number) => {
      issued = Number(number);
      return `${before}${issued + 7}`;
    }),
  );
  control.alter("alive/report-0-2022", (body) => body.replace("做好", "认真做好"));
  let other = "";
  control.alter("alive/report-1-2022", (body) => {
    other = body;
    return body;
  });
  control.alter("alive/report-0-2023", () => other.replaceAll("2022", "2023").replaceAll("教育局", "人民政府"));
  control.remove("alive/report-1-2022");
  control.move("moved", "organs", "404");
  const second = await releaseAfter(1);
  const { rows, markdown } = await changesIn(second);
  const isReplaced = ({ kind, organ, year }: ChangeRow): boolean =>
    kind === "cell" && organ === "清河县人民政府" && year === "2023";
  const replaced = rows
    .filter(isReplaced)
    .map(({ form_table, item, form_column, before, after }) => [form_table, item, form_column, before, after]);
  assert.ok(replaced.length > 0);
  assert.deepEqual(replaced.sort(), await differences(first), "the page holds the other organ's numbers now");
  assert.ok(rows.filter(isReplaced).every(({ cause }) => cause === "publisher"));
  const said = rows
    .filter((row) => !isReplaced(row))
    .map(({ kind, organ, year, item, before, after, cause }) =>
      kind === "cell"
        ? `cell ${organ} ${year} ${item}: ${before} → ${after} ${cause}`
        : `${kind} ${organ} ${year} ${cause}`,
    );
  assert.deepEqual(said.sort(), [
    `cell 清河县教育局 2023 regulations: ${issued} → ${issued + 7} publisher`,
    "report_added 清河县人民政府 2024 new_document",
    "report_added 清河县教育局 2024 new_document",
    "report_altered 清河县人民政府 2022 publisher",
    "report_altered 清河县人民政府 2023 publisher",
    "report_altered 清河县教育局 2023 publisher",
    "report_gone 清河县教育局 2022 publisher",
  ]);
  assert.match(markdown, /^8 reports before, 10 now, 8 in both\./m);

  const sums = (release: string): Promise<string> => readFile(join(release, "SHA256SUMS"), "utf8");
  const twin = await released(await folder(t), new Date(began + YEAR), { previous: first });
  assert.equal(await sums(twin), await sums(second), "the same release before, wherever it lies: the same bytes");
});
