import type { Release } from "../opened.ts";
import { bundle } from "./bundle.ts";
import { writeCoverage } from "./coverage.ts";
import { writeDatabase, writeDescriptions, writeEngine } from "./database/index.ts";
import { writeReports } from "./reports.ts";

/** Writes the explorer into a release's folder that holds its tables: index.html, and what it needs under explorer/. */
export async function writeExplorer(release: Release): Promise<void> {
  await bundle(release.folder, release.day);
  await writeCoverage(release);
  await writeReports(release);
  await writeEngine(release.folder);
  await writeDescriptions(release.folder);
  await writeDatabase(release);
}
