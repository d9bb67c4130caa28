import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { deadlinesTable } from "../../data/deadlines/index.ts";
import { dictionary } from "../../data/records/index.ts";
import { commit, exportTables, openArchive } from "../../pipeline/archive/index.ts";
import { english } from "../../pipeline/release/datacard/english.ts";
import { facts } from "../../pipeline/release/datacard/facts.ts";
import { writeDataCards } from "../../pipeline/release/datacard/index.ts";
import { simplifiedChinese } from "../../pipeline/release/datacard/simplified-chinese.ts";
import { writeDeadlines } from "../../pipeline/release/deadlines/index.ts";
import { openRelease } from "../../pipeline/release/opened.ts";
import { folder, sampleChanges, sampleDocument, sampleRecord, sampleSite } from "../archive/sample.ts";

test("a data card has words in both languages for every status, health and state that may stand in it", () => {
  const { reports, cells, sites } = dictionary;
  for (const words of [english, simplifiedChinese]) {
    assert.deepEqual(Object.keys(words.proven.names).sort(), reports.columns.status?.values?.toSorted());
    assert.deepEqual(Object.keys(words.cells.names).sort(), cells.columns.status?.values?.toSorted());
    assert.deepEqual(Object.keys(words.sites.names).sort(), sites.columns.health?.values?.toSorted());
    assert.deepEqual(Object.keys(words.states.names).sort(), deadlinesTable.columns.state?.values?.toSorted());
    assert.deepEqual(
      Object.keys(words.coverage.levels).sort(),
      ["unknown", ...(reports.columns.level?.values ?? [])].sort(),
    );
  }
});

test("the numbers of a data card are those of the archive, of current versions alone, and the same in both languages", async (t) => {
  const [dir, out] = [await folder(t), await folder(t)];
  const failing = { id: "applications.balance:total", passes: false, expected: 3, actual: 2 };
  const wrong = sampleRecord("wrong", 2021, { row: { status: "inconsistent" } });
  const records = [
    sampleRecord("a", 2021),
    { ...wrong, checks: [failing, { ...failing, id: "soft.prose.new", passes: null }] },
    sampleRecord("old", 2021, { value: () => null, row: { report_key: "key-a", is_current: false } }),
    sampleRecord("prose", 2010, {
      format: "none",
      row: { status: "narrative", level: "township", scope: "own", division: "410102" },
    }),
    sampleRecord("gone", null, { row: { gone_since: "2026-11-01T00:00:00.000Z", division: null } }),
  ];
  const changes = sampleChanges(records, { sites: [sampleSite(), sampleSite({ site: "other", health: "blocked" })] });
  const unread = sampleDocument("unread", { report_id: null, status: "unreadable" });
  await commit(dir, { ...changes, documents: [...(changes.documents ?? []), unread] });
  await exportTables(dir, out);
  const release = await openRelease(out, "2026-11-20");
  t.after(() => release.close());
  await writeDeadlines(release);
  await writeDataCards(release);
  const card = await readFile(join(out, "DATACARD.md"), "utf8");
  const says = (words: RegExp): void => assert.match(card, words);

  says(/holds 4 reports of 3 organs in their current version \(5 versions in all\), read in 5 documents/);
  says(/^\| 2010 \| {2}\| 1 \/ 0 \(0\.0%\) \| 1 \/ 0 \(0\.0%\) \|$/m);
  says(/^\| 2021 \| 2 \/ 1 \(50\.0%\) \| {2}\| 2 \/ 1 \(50\.0%\) \|$/m);
  says(/^\| `verified` \|.*\| 2 \| 50\.0% \|$/m);
  says(/^\| `narrative` \|.*\| 1 \| 25\.0% \|$/m);
  says(/^\| `blocked` \|.*\| 1 \| 50\.0% \|$/m);
  says(/^\| `applications\.balance` \| 4 \| 1 \| 25\.0% \|$/m);
  says(/^\| `soft\.prose` \| 0 \| 0 \| – \|$/m);
  says(/^- 1 documents could not be read at all, and 0 were read/m);
  says(/^- Of 1 current reports the year is not known, of 1 the place\.$/m);
  says(/^- 1 current reports are no longer where they were found/m);
  const archive = await openArchive(dir);
  t.after(() => archive.close());
  const { rows } = await archive.query(
    "SELECT count(*) FROM cells JOIN reports USING (report_id) WHERE is_current AND cells.status = 'reported'",
  );
  says(new RegExp(`^\\| \`reported\` \\|.*\\| ${Number(rows[0]?.[0]).toLocaleString("en")} \\| 100\\.0% \\|$`, "m"));

  const chinese = await readFile(join(out, "DATACARD.zh-CN.md"), "utf8");
  const numbers = (text: string): string[] =>
    text
      .split("\n")
      .filter((line) => /^\| .*\d/.test(line))
      .flatMap((line) => line.match(/\| [\d,./ ()%–]+(?= \|)/g) ?? []);
  assert.ok(numbers(card).length > 50);
  assert.deepEqual(numbers(chinese), numbers(card));
});

test("on the last day itself a report is not yet counted as due, in the card as in the table", async (t) => {
  const [dir, out] = [await folder(t), await folder(t)];
  await commit(dir, sampleChanges([sampleRecord("a", 2021)]));
  await exportTables(dir, out);
  for (const [day, last] of [
    ["2026-03-31", 2024],
    ["2026-04-01", 2025],
  ] as const) {
    const release = await openRelease(out, day);
    await writeDeadlines(release);
    const { owed } = await facts(release);
    assert.equal(Math.max(...owed.map(({ year }) => year)), last, day);
    release.close();
  }
});
