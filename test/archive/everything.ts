import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { digest, openArchive } from "../../pipeline/archive/index.ts";

/** Every file of an archive's tables, also the hidden ones, with its digest; without the lock, which holds nothing. */
export async function filesOf(archive: string): Promise<Map<string, string>> {
  const entries = await readdir(join(archive, "tables"), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".writer."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(await Promise.all(files.map(async (file) => [relative(archive, file), await digest(file)] as const)));
}

/** The reports of an archive of made-up records, each with the number in all of its cells. */
export async function reportsIn(archive: string): Promise<unknown[][]> {
  const opened = await openArchive(archive);
  try {
    const { rows } = await opened.query("SELECT DISTINCT report_id, value FROM cells ORDER BY report_id");
    return rows;
  } finally {
    opened.close();
  }
}
