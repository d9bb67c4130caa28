import { createHash } from "node:crypto";
import { join } from "node:path";
import { filesOf, type ReleasedFile, sums } from "../files.ts";
import type { Release } from "../opened.ts";
import { bundle, writeIndex } from "./bundle.ts";
import { writeCoverage } from "./coverage.ts";
import { writeDatabase, writeDescriptions, writeEngine } from "./database/index.ts";
import { writeReports } from "./reports.ts";

/** Writes the explorer into a release's folder that holds its tables: index.html, and what it needs under explorer/. Returns the files that it digested, by their paths. */
export async function writeExplorer(release: Release): Promise<ReadonlyMap<string, ReleasedFile>> {
  await bundle(release.folder);
  await writeCoverage(release);
  await writeReports(release);
  await writeEngine(release.folder);
  await writeDescriptions(release.folder);
  await writeDatabase(release);
  const files = (await filesOf(join(release.folder, "explorer"))).map((file) => ({
    ...file,
    path: `explorer/${file.path}`,
  }));
  const digest = createHash("sha256").update(sums(files)).digest("hex").slice(0, 16);
  await writeIndex(release.folder, release.day, digest);
  return new Map(files.map((file) => [file.path, file]));
}
