import { join } from "node:path";
import type { TestContext } from "node:test";
import { type ArchiveChanges, commit, exportTables, type ReportRow } from "../../pipeline/archive/index.ts";
import { writeDeadlines } from "../../pipeline/release/deadlines/index.ts";
import { openRelease } from "../../pipeline/release/opened.ts";
import { folder, sampleRecord } from "../archive/sample.ts";

export type Ask = (sql: string) => Promise<unknown[][]>;

/** The table of a release of that day, of an archive of these changes. */
export async function released(
  t: TestContext,
  changes: ArchiveChanges,
  day: string,
): Promise<{ ask: Ask; file: string }> {
  const archive = await folder(t);
  const path = await folder(t);
  await commit(archive, changes);
  await exportTables(archive, path);
  const release = await openRelease(path, day);
  t.after(() => release.close());
  await writeDeadlines(release);
  const ask: Ask = async (sql) => (await release.connection.runAndReadAll(sql)).getRowsJson();
  return { ask, file: join(path, "deadlines.parquet") };
}

/** A report published in the January after its year. */
export const report = (id: string, year: number, row: Partial<ReportRow> = {}) =>
  sampleRecord(id, year, {
    row: { published: `${year + 1}-01-20`, retrieved: `${year + 1}-09-01T00:00:00.000Z`, ...row },
  });
