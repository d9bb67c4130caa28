import type { TableName } from "../../../data/records/index.ts";
import type { Part } from "../manifest.ts";

/**
 * Rows at which a part is full: about those of 20,000 reports, of cells and sections 5,000. It bounds what one commit may have to write again and
 * keeps the parts few: an archive of 2.4 million reports has some 120 a table, 500 of cells.
 */
const FULL: Record<TableName, number> = {
  reports: 20_000,
  figures: 20_000,
  documents: 20_000,
  readings: 50_000,
  problems: 50_000,
  sections: 30_000,
  checks: 1_000_000,
  cells: 1_000_000,
  sites: 20_000,
  items: 20_000,
};

/** What happens to the parts of one folder. */
export type Plan = {
  /** Parts as they are. */
  kept: Part[];
  /** Large parts that lose rows: each written again without them. */
  alone: Part[];
  /** Small parts that become one, together with the new rows. */
  together: Part[];
};

/** So many parts of one size become one. More of them: rows are written again less often, and a question opens more files. */
const MERGED = 8;

/**
 * Decides which parts of a folder a commit writes again, given those that lose rows and the number of new rows. Tiny parts go with whatever is written;
 * of larger ones, every `MERGED` that are no larger than the rows gathered before them: so a row is written again only as often as its folder grows to
 * `MERGED` times its size, and a folder never has many parts.
 */
export function planFolder(table: TableName, parts: Part[], losing: ReadonlySet<string>, gained: number): Plan {
  const large = (part: Part): boolean => part.rows >= FULL[table] / 2;
  const loses = (part: Part): boolean => losing.has(part.path);
  const small = parts.filter((part) => !large(part)).sort((a, b) => a.rows - b.rows);
  const tiny = small.filter(({ rows }) => rows <= FULL[table] / 200);
  const touched = gained > 0 || small.some(loses);
  const together = new Set(touched ? [...tiny, ...small.filter(loses)] : []);
  let gathered = [...together].reduce((sum, { rows }) => sum + rows, gained);
  for (;;) {
    const alike = small.filter((part) => !together.has(part) && part.rows <= 2 * gathered);
    if (!touched || alike.length < MERGED - 1 || gathered >= FULL[table] / 2) break;
    for (const part of alike) {
      if (gathered >= FULL[table]) break;
      together.add(part);
      gathered += part.rows;
    }
  }
  const alone = parts.filter((part) => large(part) && loses(part));
  return {
    kept: parts.filter((part) => !together.has(part) && !alone.includes(part)),
    alone,
    together: small.filter((part) => together.has(part)),
  };
}
