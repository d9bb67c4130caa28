import assert from "node:assert/strict";
import test from "node:test";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { CARRIERS } from "../nation/reports.ts";
import { readSeeds, seedsFolder, serveSeeds } from "../nation/seeds.ts";
import { contentsOf } from "./archive-contents.ts";

for (const carrier of CARRIERS) {
  test(`five real reports published as ${carrier.toUpperCase()} reach the archive cell by cell`, {
    skip: seedsFolder === null && "the real reports are not beside the project",
  }, async (t) => {
    assert.ok(seedsFolder);
    const seeds = readSeeds(seedsFolder);
    const country = await serveSeeds(seeds, [carrier]);
    t.after(() => country.close());
    const archive = await folderFor(t);
    const run = await gongkai(["nightly", "--sources", country.sources, "--archive", archive]);
    assert.equal(run.code, 0, run.stderr);

    const { reports, cells } = await contentsOf(archive);
    assert.equal(reports.size, seeds.length);
    for (const seed of seeds) {
      const report = [...reports.values()].find(
        (candidate) => candidate.division === seed.division && candidate.year === seed.year,
      );
      assert.ok(report, `no report of ${seed.organs[0]}`);
      assert.ok(seed.organs.includes(String(report.organ)), String(report.organ));
      assert.equal(report.format, seed.format);
      const trusted = [...seed.cells.values()].includes(null) ? ["incomplete"] : ["verified", "realigned"];
      assert.ok(trusted.includes(String(report.status)), `${report.organ} is ${report.status}`);
      const read = cells.get(String(report.report_id)) ?? new Map();
      assert.deepEqual([...read.keys()].sort(), [...seed.cells.keys()].sort());
      for (const [cell, value] of seed.cells) assert.equal(read.get(cell)?.value, value, `${report.organ}: ${cell}`);
    }
  });
}
