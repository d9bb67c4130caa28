import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { commit } from "../../pipeline/archive/index.ts";
import { writeChanges } from "../../pipeline/release/changes/index.ts";
import { snapshot } from "../../pipeline/release/index.ts";
import { folder, sampleDocument } from "../archive/sample.ts";
import { type ChangeRow, changesBetween, changesIn, DAYS, holding, prove, releaseOf } from "./two-releases.ts";

const inWords = ({ kind, report_key, item, before, after, cause }: ChangeRow): string =>
  `${kind} ${report_key}${item ? ` ${item}` : ""}: ${before ?? "none"} → ${after ?? "none"} (${cause})`;

test("no report comes or goes silently: what is new, what is read as another's, and what this release has no more, with the reason", async (t) => {
  const rejected = (id: string) => sampleDocument(id, { status: "rejected", report_id: null });
  const was = holding([
    { document: "d1", key: "moved:2021", cells: { regulations: 3 } },
    { document: "d2", key: "unread" },
    { document: "d3", key: "lost" },
    { document: "d6", key: "kept" },
    { document: "d7", key: "merged" },
  ]);
  const now = holding([
    { document: "d1", key: "moved:2022", cells: { regulations: 4 }, row: { year: 2022 }, parser: "2" },
    { document: "d4", key: "new" },
    { document: "d5", key: "newly read", parser: "2" },
    { document: "d6", key: "kept" },
    { document: "d7", key: "kept", parser: "2", row: { is_current: false } },
  ]);
  const { rows, markdown } = await changesBetween(
    t,
    { ...was, documents: [...(was.documents ?? []), rejected("d5")] },
    { ...now, documents: [...(now.documents ?? []), { ...rejected("d2"), parser_version: "2" }] },
  );
  assert.deepEqual(rows.map(inWords), [
    "report_added new: none → none (new_document)",
    "report_added newly read: none → none (parser)",
    "report_withdrawn lost: none → none (archive)",
    "report_withdrawn merged: none → kept (parser)",
    "report_withdrawn unread: none → none (parser)",
    "cell moved:2022 regulations: 3 → 4 (parser)",
    "identity moved:2022 report_key: moved:2021 → moved:2022 (parser)",
    "identity moved:2022 year: 2021 → 2022 (parser)",
  ]);
  assert.match(markdown, /^\| report_withdrawn \| archive \| 1 \| 1 \|$/m);
  assert.match(markdown, /^- 郑州市上街区人民政府 2021: verified, now read as 现读作 kept \(parser; merged\)$/m);
  assert.match(markdown, /^5 reports before, 4 now, 2 in both\./m);
});

test("the first release says that it is; and so does one that is to be compared with none", async (t) => {
  const [out, release] = [await folder(t), await releaseOf(t, DAYS[0], holding([{ document: "d1" }]))];
  for (const against of [{}, { previous: false as const }]) {
    await writeChanges(release, DAYS[0], out, against);
    const { rows, markdown } = await changesIn(release);
    assert.deepEqual(rows, []);
    assert.match(await readFile(join(release, "CHANGES.csv"), "utf8"), /^kind,report_key,.*\n$/);
    assert.match(markdown, /compared with none before it/);
  }
});

test("two releases give the same CHANGES to the byte, each time and wherever they lie; without a change, none", async (t) => {
  const was = holding(["a", "b", "c"].map((key) => ({ key, document: `${key}1`, cells: { regulations: 1, fees: 2 } })));
  const now = holding(["c", "a", "b"].map((key) => ({ key, document: `${key}1`, cells: { regulations: 2, fees: 2 } })));
  const bytes = async (release: string): Promise<string[]> =>
    Promise.all(["CHANGES.md", "CHANGES.csv"].map((name) => readFile(join(release, name), "utf8")));
  const [one, two] = [await changesBetween(t, was, now), await changesBetween(t, was, now)];
  assert.deepEqual(await bytes(two.folders[1]), await bytes(one.folders[1]));
  assert.equal(one.rows.length, 3);
  const same = await changesBetween(t, was, was);
  assert.deepEqual(same.rows, []);
  assert.match(same.markdown, /Nothing changed\. 无变动。/);
});

test("a stranger's words are words in CHANGES.md, in one line, and exactly what they were in CHANGES.csv", async (t) => {
  const organ = '<script>alert(1)</script>|"甲"\n# 乙 [丙](http://127.0.0.1/)';
  const { rows, markdown } = await changesBetween(
    t,
    holding([{ document: "d1", cells: { regulations: 1 }, row: { organ } }]),
    holding([{ document: "d1", cells: { regulations: 2 }, row: { organ }, parser: "2" }]),
  );
  assert.equal(rows[0]?.organ, organ);
  assert.match(markdown, /^- \\<script\\>alert\(1\)\\<\/script\\>\\\|"甲" # 乙 \\\[丙\\\]\(http/m);
});

/** Makes a release what an older Gongkai would have made: without these columns of its reports, and without its readings. */
async function asOlder(t: TestContext, release: string, without: readonly string[]): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  t.after(() => connection.closeSync());
  const file = join(release, "reports.parquet");
  await connection.run(`CREATE TABLE reports AS SELECT * EXCLUDE (${without.join(", ")}) FROM '${file}'`);
  await connection.run(`COPY reports TO '${file}' (FORMAT parquet)`);
  await rm(join(release, "readings.parquet"), { force: true });
  await prove(release, DAYS[0]);
}

test("a release that an older Gongkai made is compared in what it has, and what it lacks is said", async (t) => {
  const was = await releaseOf(t, DAYS[0], holding([{ document: "d1", cells: { regulations: 3 } }]));
  await asOlder(t, was, ["scope", "gone_since"]);
  const now = await releaseOf(
    t,
    DAYS[1],
    holding([
      { document: "d1", cells: { regulations: 3 }, presence: "superseded" },
      { document: "d2", cells: { regulations: 5 }, row: { gone_since: "2027-01-01T00:00:00.000Z" } },
    ]),
  );
  await writeChanges(now, DAYS[1], "", { previous: was });
  const { rows, markdown } = await changesIn(now);
  assert.deepEqual(
    rows.map(({ kind, cause }) => `${kind} ${cause}`),
    ["report_altered publisher", "cell publisher"],
  );
  assert.match(markdown, /lacks `reports\.scope`, `reports\.gone_since`.*`readings\.document_id`/);

  await asOlder(t, was, ["report_key"]);
  await assert.rejects(writeChanges(now, DAYS[1], "", { previous: was }), {
    name: "GongkaiError",
    message:
      /the release of 2026-11-20 has no reports\.report_key, without which nothing can be compared; .*--no-previous/,
  });
});

test("a damaged release is not compared with, and the way out is said", async (t) => {
  const was = await releaseOf(t, DAYS[0], holding([{ document: "d1" }]));
  const now = await releaseOf(t, DAYS[1], holding([{ document: "d1" }]));
  const against = (previous: string): Promise<void> => writeChanges(now, DAYS[1], "", { previous });
  await writeFile(join(was, "cells.parquet"), "x");
  await assert.rejects(against(was), {
    name: "GongkaiError",
    message: /cells\.parquet: is not as SHA256SUMS says; .*--previous.*--no-previous/,
  });
  await rm(join(was, "cells.parquet"));
  await assert.rejects(against(was), { name: "GongkaiError", message: /cells\.parquet: is not as SHA256SUMS says/ });
  await assert.rejects(against(join(was, "nowhere")), { name: "UsageError", message: /there is no release here/ });
  await assert.rejects(against(now), { name: "UsageError", message: /is of 2027-11-20, and no release before that/ });
});

test("a snapshot is compared with the newest of an earlier day beside it, and made in spite of its losses only when told so", async (t) => {
  const [out, archive, other] = [await folder(t), await folder(t), await folder(t)];
  const all = Array.from({ length: 12 }, (_, i) => ({ document: `d${i}`, key: `k${i}`, row: { site: `site${i}` } }));
  await commit(archive, holding(all));
  await commit(other, holding(all.slice(0, 4)));
  const [first, second] = [new Date(`${DAYS[0]}T10:00:00Z`), new Date(`${DAYS[1]}T10:00:00Z`)];
  await snapshot(archive, out, first);
  await assert.rejects(snapshot(other, out, second), {
    name: "GongkaiError",
    message: /^no release is made: against that of 2026-11-20 .* reports: 12 → 4 \(−66\.7 %, 1 % allowed\)/,
  });
  assert.deepEqual(await readdir(out), ["gongkai-2026-11-20"], "nothing is left of it");
  const { folder: forced } = await snapshot(other, out, second, { acceptLosses: true });
  const { rows, markdown } = await changesIn(forced);
  assert.equal(rows.filter(({ kind }) => kind === "report_withdrawn").length, 8);
  assert.match(markdown, /gongkai-2026-11-20 → gongkai-2027-11-20\n\n> \*\*Floors were crossed/);
  assert.match(await readFile(join(forced, "SHA256SUMS"), "utf8"), /^\w{64} {2}CHANGES\.csv\n\w{64} {2}CHANGES\.md$/m);
});
