import type { TableName } from "../../data/records/index.ts";
import type { Part } from "./manifest.ts";

/**
 * Rows at which a part is full: about those of 20,000 reports. It bounds what one commit may have to write again, and keeps the parts few:
 * an archive of 2.4 million reports has some 120 a table.
 */
const FULL: Record<TableName, number> = {
  reports: 20_000,
  figures: 20_000,
  documents: 20_000,
  problems: 50_000,
  sections: 150_000,
  checks: 1_000_000,
  cells: 5_000_000,
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

/**
 * Decides which parts of a folder a commit writes again, given those that lose rows and the number of new rows. New rows take in every part that is
 * small or no larger than what was gathered before it: so a row is written again only as often as the folder doubles, and a folder never has many parts.
 */
export function planFolder(table: TableName, parts: Part[], losing: ReadonlySet<string>, gained: number): Plan {
  const large = (part: Part): boolean => part.rows >= FULL[table] / 2;
  const loses = (part: Part): boolean => losing.has(part.path);
  const small = parts.filter((part) => !large(part)).sort((a, b) => a.rows - b.rows);
  const touched = gained > 0 || small.some(loses);
  const together: Part[] = [];
  let gathered = gained;
  for (const part of small) {
    if (!touched || (part.rows > Math.max(FULL[table] / 20, gathered) && !loses(part))) continue;
    together.push(part);
    gathered += part.rows;
  }
  const alone = parts.filter((part) => large(part) && loses(part));
  return { kept: parts.filter((part) => !together.includes(part) && !alone.includes(part)), alone, together };
}
