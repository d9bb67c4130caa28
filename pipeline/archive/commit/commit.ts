import { TABLES } from "../../../data/records/index.ts";
import { type Manifest, type Part, partsOf } from "../manifest.ts";
import type { ArchiveChanges, CommitSummary } from "../rows.ts";
import { alterationsOf, NO_ALTERATIONS } from "./alterations.ts";
import { changeArchive } from "./change.ts";
import { writeTable } from "./parts.ts";
import { noteReplaced } from "./replaced.ts";
import { stage } from "./stage.ts";
import { withoutStaleYears } from "./years.ts";

/**
 * Brings changes into the archive, all or none (see `changeArchive`). What it costs depends on what changes, not on what is there. The soft checks
 * between years go where a report changed, until `checkYears` makes them again. Throws GongkaiError where another writer is at work, a key comes twice
 * or a value does not fit.
 */
export async function commit(archiveDir: string, changes: ArchiveChanges): Promise<CommitSummary> {
  const ordered = inOrder(changes);
  let alterations = NO_ALTERATIONS;
  const manifest = await changeArchive(archiveDir, async (connection, before) => {
    if (before !== null && isEmpty(changes)) return { parts: before.parts, parserVersion: before.parser_version };
    await stage(connection, ordered);
    await noteReplaced(connection, archiveDir, before, ordered);
    alterations = await alterationsOf(connection, archiveDir, before);
    const parts: Part[] = [];
    for (const table of TABLES)
      parts.push(...(await writeTable(connection, archiveDir, partsOf(before, table), table)));
    return { parts: withoutStaleYears(before, parts), parserVersion: changes.parserVersion };
  });
  return { version: manifest.version, rows: rowCounts(manifest), alterations };
}

const isEmpty = ({ parserVersion: _, ...lists }: ArchiveChanges): boolean =>
  Object.values(lists).every((list) => list.length === 0);

/** Reports in the order in which they stand in the parts. */
const inOrder = (changes: ArchiveChanges): ArchiveChanges => ({
  ...changes,
  records: changes.records?.toSorted((a, b) => (a.report.report_id < b.report.report_id ? -1 : 1)) ?? [],
});

function rowCounts(manifest: Manifest): CommitSummary["rows"] {
  const rows = {
    reports: 0,
    cells: 0,
    sections: 0,
    checks: 0,
    problems: 0,
    documents: 0,
    readings: 0,
    sites: 0,
    figures: 0,
    items: 0,
  };
  for (const part of manifest.parts) rows[part.table] += part.rows;
  return rows;
}
