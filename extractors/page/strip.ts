import { type AlignedTable, alignedTables, type Loose } from "./aligned.ts";
import type { Glyph } from "./content.ts";
import { boxOf, type Divided, inOrder } from "./division.ts";
import { bounds } from "./geometry.ts";
import { textLines } from "./lines.ts";
import { placeInParts, shifted, type TablePart } from "./tables.ts";
import { zoneBox } from "./zones.ts";

/** What is laid between the texts of two pages, in points: about what is between two rows. */
const BREAK = 10;

/** The loose text of pages that follow each other, each page's below the last. */
type Strip = Loose & { parts: TablePart[]; originals: Map<Glyph, Glyph> };

/**
 * Pages with the tables that no lines make read as if no page ended in them: joined before cells are made, so that a header
 * left alone at the foot of a page is above its numbers again. Running heads and page numbers must be gone already.
 */
export function joinedOverBreaks(pages: Divided[]): Divided[] {
  const runs: Divided[][] = [];
  for (const page of pages) {
    const last = runs.at(-1)?.at(-1);
    if (last && isBroken(last, page)) runs.at(-1)?.push(page);
    else runs.push([page]);
  }
  return runs.flatMap((run) => (run.length > 1 ? joined(run) : run));
}

/** Whether loose text ends one page and begins the next, and something like a table does either. */
function isBroken(above: Divided, below: Divided): boolean {
  const [foot, head] = [above, below].map((page) => bounds(looseGlyphs(page).map((g) => g.box)));
  if (!foot || !head) return false;
  return (
    (above.loose.zones.some((zone) => zoneBox(zone).y1 >= foot.y1) ||
      below.loose.zones.some((zone) => zoneBox(zone).y0 <= head.y0)) &&
    others(above).every(({ item }) => boxOf(item).y1 < foot.y1) &&
    others(below).every(({ item }) => boxOf(item).y0 > head.y0)
  );
}

/** The tables of a page that its lines or tags make, or that lie on their side. */
const others = ({ tables, loose }: Divided): Divided["tables"] =>
  tables.filter(({ item }) => !("aligned" in item && loose.tables.includes(item.aligned)));

const looseGlyphs = ({ loose, lines }: Divided): Glyph[] =>
  [...loose.tables, ...loose.lines.filter((line) => lines.includes(line))].flatMap(({ glyphs }) => glyphs);

/** The pages with the tables that are read in their strip, each on the page where it begins; as they were where that loses any. */
function joined(pages: Divided[]): Divided[] {
  const strip = stripOf(pages);
  const tables = alignedTables(strip).map((table) => ({
    ...table,
    glyphs: table.glyphs.flatMap((g) => strip.originals.get(g) ?? []),
  }));
  const inTables = new Set(tables.flatMap((table) => table.glyphs));
  if (inTables.size < countOf(pages.flatMap((page) => page.loose.tables))) return pages;
  return pages.map((page, i) => {
    const { from = 0, shift = 0 } = strip.parts[i] ?? {};
    const end = strip.parts[i + 1]?.from ?? Infinity;
    const rest = looseGlyphs(page).filter((g) => !inTables.has(g));
    const begun = tables.filter(({ box }) => box.y0 >= from && box.y0 < end);
    return {
      ...page,
      tables: [
        ...others(page),
        ...begun.map((aligned) => ({ top: aligned.box.y0 - shift, item: { aligned } })),
      ].toSorted((a, b) => a.top - b.top),
      lines: inOrder([
        ...page.lines.filter((line) => !page.loose.lines.includes(line)),
        ...textLines(rest).map((line) => ({ ...line, page: page.page.number })),
      ]),
    };
  });
}

const countOf = (tables: AlignedTable[]): number => tables.reduce((sum, { glyphs }) => sum + glyphs.length, 0);

function stripOf(pages: Divided[]): Strip {
  const strip: Strip = { glyphs: [], edges: [], breaks: [], parts: [], originals: new Map(), placeOf: () => "" };
  let reached = 0;
  for (const page of pages) {
    const own = looseGlyphs(page);
    const { y0, y1 } = bounds(own.map((g) => g.box));
    const by = reached + BREAK - y0;
    for (const glyph of own) {
      const there = shifted(glyph, by);
      strip.glyphs.push(there);
      strip.originals.set(there, glyph);
    }
    for (const e of page.loose.edges)
      strip.edges.push(e.axis === "h" ? { ...e, at: e.at + by } : { ...e, from: e.from + by, to: e.to + by });
    strip.parts.push({ page: page.page, from: reached + BREAK / 2, shift: by });
    reached = y1 + by;
  }
  strip.breaks = strip.parts.slice(1).map(({ from }) => from);
  strip.placeOf = (box) => placeInParts(strip.parts, box);
  return strip;
}
