import { forms } from "../../data/forms/index.ts";
import { findOpenings, isJoint, MOST_OPENINGS, type Opening } from "./identity/index.ts";
import type { Region } from "./lines/index.ts";

/**
 * The lines of one report within a document, from `from` up to (not with) `to`, and its tables. It goes by what the page around the
 * document calls it (title, link, source line); or only by what it prints itself, where the page may mean another of the reports; or by a
 * title of several organs or years, which does not say whose it is.
 * `isRest`: all that comes behind the most reports, or lines of tables, that are read of one document.
 */
export type Part = {
  from: number;
  to: number;
  regions: Region[];
  goesBy: "document" | "itself" | "title of all";
  isRest: boolean;
};

/** Tables whose items stand in the header are repeated after a page break; only rows tell that a table is there twice. */
const ROWS = new Set(
  forms.flatMap((form) => form.tables.filter((t) => t.orientation === "items-down").map((t) => t.id)),
);

/** `openings` are those in it, the one it begins with (none for the first) among them. */
type Draft = { from: number; regions: Region[]; openings: Opening[] };

/**
 * Parts a document that holds several reports: at an opening after which rows come again that were there before it, at a title that
 * is not that of the report so far and has a first chapter of its own, and at a first chapter that stands between tables. `names` are
 * what the page around it calls it: a title of several organs or years, there or above the first of them, is none of theirs.
 */
export function splitReports(
  lines: readonly string[],
  regions: readonly Region[],
  names: readonly (string | null)[] = [],
): Part[] {
  const openings = findOpenings(lines, regions);
  let next = 0;
  const upTo = (line: number): Region[] => {
    const first = next;
    while (next < regions.length && (regions[next]?.from ?? 0) < line) next += 1;
    return regions.slice(first, next);
  };
  let draft: Draft = { from: 0, regions: upTo(openings[0]?.line ?? lines.length), openings: [] };
  const drafts = [draft];
  openings.forEach((opening, i) => {
    const following = upTo(openings[i + 1]?.line ?? lines.length);
    const again = following.some((region) => draft.regions.some((known) => isAgain(known, region)));
    const cut = again ? seam(draft, opening) : isAnother(opening, following, draft, lines) ? opening : null;
    if (cut !== null) {
      const moved = [...draft.openings, opening].filter((o) => o.line >= cut.line);
      draft.openings = draft.openings.filter((o) => o.line < cut.line);
      draft = { from: cut.line, regions: [], openings: moved };
      drafts.push(draft);
    } else draft.openings.push(opening);
    for (const region of following) draft.regions.push(region);
  });
  return parts(drafts, lines.length, openings.length === MOST_OPENINGS, names);
}

function isAgain(known: Region, region: Region): boolean {
  if (known.table !== region.table || !ROWS.has(region.table)) return false;
  let common = 0;
  for (const item of region.items) if (known.items.has(item)) common += 1;
  return common >= 2;
}

/** Where the report begins whose rows come again: the best opening since the last table before them. */
function seam(draft: Draft, opening: Opening): Opening {
  const end = draft.regions.at(-1)?.to ?? 0;
  const since = [...draft.openings.filter((o) => o.line >= end), opening];
  return (
    since.find((o) => o.title !== null && o.chapter !== null) ??
    since.find((o) => o.title !== null) ??
    since[0] ??
    opening
  );
}

/** A paragraph of this many characters is more than a table of contents has. */
const PARAGRAPH = 40;

function isAnother(opening: Opening, following: readonly Region[], draft: Draft, lines: readonly string[]): boolean {
  const first = draft.openings.find((o) => o.chapter !== null);
  if (opening.chapter === null || !first) return false;
  if (draft.regions.length > 0 && following.length > 0) return true;
  if (opening.title === null || opening.title === first.title) return false;
  return draft.regions.length > 0 || lines.slice(first.line, opening.line).some((line) => line.length >= PARAGRAPH);
}

function parts(drafts: readonly Draft[], end: number, isFull: boolean, names: readonly (string | null)[]): Part[] {
  const [first, ...later] = drafts;
  const chapter = first?.openings.find((o) => o.chapter !== null);
  const above = first?.openings.filter((o) => o.title !== null && o.line <= (chapter?.line ?? 0)) ?? [];
  // Two titles above the first of two bodies, the second of which has none: which is whose is anybody's guess.
  const unclear = later.some((d) => !d.openings[0]?.title) && new Set(above.map((o) => o.title)).size > 1;
  const isOfAll = (title: string | null): boolean => later.length > 0 && title !== null && isJoint(title);
  const joint = names.some(isOfAll) || above.some((o) => isOfAll(o.title));
  const own = above.findLast((o) => !isOfAll(o.title));
  const begins = unclear ? (chapter?.chapter ?? 0) : joint ? own?.line : undefined;
  return drafts.map(({ from, regions }, i) => ({
    from: i === 0 ? (begins ?? from) : from,
    to: drafts[i + 1]?.from ?? end,
    regions,
    goesBy: i > 0 || begins !== undefined ? "itself" : joint ? "title of all" : "document",
    isRest: regions.some((region) => region.lines.length === 0) || (i > 0 && i === drafts.length - 1 && isFull),
  }));
}
