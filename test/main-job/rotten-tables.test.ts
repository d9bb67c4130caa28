import assert from "node:assert/strict";
import { glob, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { crawl } from "../../crawlers/index.ts";
import { GongkaiError } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
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
  const out = `remove ${archive}/tables and ${archive}/archive.duckdb, then run: ingest --archive ${archive} `;
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
  await rm(join(archive, "tables"), { recursive: true });
  await rm(join(archive, "archive.duckdb"));
  await ingest({ archive });
  assert.deepEqual(await contentsOf(archive), before);
  assert.deepEqual(await Array.fromAsync(verify(archive)), []);
});
