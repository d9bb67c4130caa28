import assert from "node:assert/strict";
import { glob, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { GongkaiError } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { commit } from "../../pipeline/archive/index.ts";
import { readManifest, replaceManifest } from "../../pipeline/archive/manifest.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { PARSER_VERSION } from "../../pipeline/parser/index.ts";
import { rebuild } from "../../pipeline/rebuild.ts";
import { verify } from "../../pipeline/verify.ts";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";
import { contentsOf } from "./archive-contents.ts";

test("tables that a disk has lost or spoilt are named with the way out, and it leads back to the same archive", async (t) => {
  const country = await startCountry([
    madeSite({
      id: "linjiang",
      family: "trs",
      shape: "flat",
      place: "临江县",
      division: "410106",
      organs: 2,
      years: [2022, 2023],
    }),
  ]);
  t.after(() => country.close());
  const archive = join(await folderFor(t), "档 案");
  const night = async (): Promise<void> => {
    await crawl({ sources: readSources(country.sources), archive, contact: null, refresh: true });
    await ingest({ archive });
  };
  await night();
  country.control.alter("linjiang/report-1-2023", (body) => body.replace("做好", "认真做好"));
  country.control.remove("linjiang/report-2-2022");
  await night();
  const before = await contentsOf(archive);
  const states = before.documentRows.map(({ status }) => status);
  assert.ok(states.includes("superseded") && states.includes("gone"), "the archive has a history to lose");

  const [reports = ""] = await Array.fromAsync(glob(`${archive}/tables/reports/**/*.parquet`));
  const out = `run: rebuild --archive ${archive} `;
  const damages = [
    () => truncate(reports, 100),
    () => rm(reports),
    () => writeFile(join(archive, "tables", "manifest.json"), "{"),
  ];
  for (const damage of damages) {
    await damage();
    for (const use of [contentsOf, (folder: string) => ingest({ archive: folder })])
      await assert.rejects(use(archive), (error) => error instanceof GongkaiError && error.message.includes(out));
    const findings = await Array.fromAsync(verify(archive)).catch((error: unknown) => [error]);
    assert.ok(JSON.stringify(findings).includes(out) || String(findings).includes(out), String(findings));
  }
  const { code, stderr } = await gongkai(["status", "--archive", archive]);
  assert.deepEqual([code, stderr.trimEnd().split("\n").length, stderr.includes(out)], [1, 1, true], stderr);
  const rebuilt = await gongkai(["rebuild", "--archive", archive]);
  assert.equal(rebuilt.code, 0, rebuilt.stderr);
  assert.match(rebuilt.stderr, /they could not be held against the old ones: .*manifest\.json: is damaged\n/);
  assert.deepEqual(await contentsOf(archive), before);
  assert.deepEqual(await Array.fromAsync(verify(archive)), []);

  await t.test(
    "a rebuild that is stopped leaves the old tables; the next says that they equal what they were",
    async () => {
      const stop = new AbortController();
      const stopped = rebuild({
        archive,
        signal: stop.signal,
        onProgress: () => stop.abort(new GongkaiError("stopped")),
      });
      await assert.rejects(stopped, /stopped/);
      assert.deepEqual(await contentsOf(archive), before);
      const { differences, notCompared } = await rebuild({ archive });
      assert.deepEqual([differences, notCompared], [[], null]);
      assert.deepEqual(await contentsOf(archive), before);
      assert.deepEqual((await readdir(archive)).sort(), ["archive.duckdb", "raw", "tables"]);
    },
  );

  await t.test("a rebuild names what the tables had otherwise, and mends it", async () => {
    const [report] = before.reports.keys();
    assert.ok(report);
    await commit(archive, { parserVersion: PARSER_VERSION, removed: [report] });
    const { code, stderr } = await gongkai(["rebuild", "--archive", archive]);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`cells: \\d+ rows were, \\d+ are; other rows for 1 report: ${report}`));
    assert.deepEqual(await contentsOf(archive), before);
  });

  await t.test(
    "a rebuild says which of the old files it could not read, where that is why nothing was compared",
    async () => {
      const [cells = ""] = await Array.fromAsync(glob(`${archive}/tables/.parts/cells/**/*.parquet`));
      await truncate(cells, 100);
      const { differences, notCompared } = await rebuild({ archive });
      assert.equal(differences, null);
      assert.ok(notCompared?.includes(cells) && !notCompared.includes("\n"), notCompared ?? "");
      assert.deepEqual(await contentsOf(archive), before);
    },
  );

  await t.test("tables of a version with other columns are made again by the next ingest, which says so", async () => {
    const manifest = await readManifest(archive);
    assert.ok(manifest);
    await replaceManifest(archive, null, { ...manifest, schema: "another" });
    const asked = await gongkai(["status", "--archive", archive]);
    assert.match(asked.stderr, /other columns; run: rebuild --archive/);
    const { code, stderr } = await gongkai(["ingest", "--archive", archive]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /with other columns; they are made again from raw\/\n/);
    assert.deepEqual(await contentsOf(archive), before);
    assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  });
});
