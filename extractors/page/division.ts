import { type AlignedTable, alignedTables, type Loose, zonesOf } from "./aligned.ts";
import type { Edge, Glyph, PageContent } from "./content.ts";
import { type Box, centre, contains } from "./geometry.ts";
import { type Line, textLines } from "./lines.ts";
import type { PageLine } from "./paragraphs.ts";
import { hasColumns, hasRows, type Ruled, ruledAreas, snapEdges } from "./rulings.ts";
import { pagePlace, shifted, type TableArea } from "./tables.ts";
import { taggedTables } from "./tagged.ts";
import { partOf, partsOf } from "./turned.ts";
import { looseZones, type Zone, zoneBox } from "./zones.ts";

export type Table = { table: TableArea } | { aligned: AlignedTable };

/**
 * A page's tables from top to bottom, each with where it begins, and the lines of text outside them. `loose`: what of it
 * neither lines nor tags make tables of; its tables and lines are among the others.
 */
export type Divided = {
  page: PageContent;
  tables: { top: number; item: Table }[];
  lines: PageLine[];
  loose: { tables: AlignedTable[]; lines: PageLine[]; zones: Zone[]; edges: Edge[] };
};

type Parts = { tables: Table[]; lines: Line[]; aside: Line[]; loose: Omit<Divided["loose"], "lines"> };

/** A page's tables, ruled or not, upright or on their side, each with the characters in it, and the lines outside them. */
export function divide(page: PageContent): Divided {
  const pageLine = (line: Line): PageLine => ({ ...line, page: page.number });
  const [upright, ...turned] = partsOf(page).map((part) => ({ ...part, ...divideUpright(part.page) }));
  const lines = upright?.lines.map(pageLine) ?? [];
  const aside = turned.flatMap((part) =>
    [...part.lines, ...part.aside].map((line) => ({ ...pageLine(line), box: part.toPage(line.box) })),
  );
  return {
    page,
    tables: [upright ?? [], turned]
      .flat()
      .flatMap((part) => part.tables.map((item) => ({ top: part.toPage(boxOf(item)).y0, item })))
      .toSorted((a, b) => a.top - b.top),
    lines: inOrder([...lines, ...(upright?.aside.map(pageLine) ?? []), ...aside]),
    loose: { tables: [], zones: [], edges: [], ...upright?.loose, lines },
  };
}

/** Lines from top to bottom. */
export const inOrder = (lines: PageLine[]): PageLine[] => lines.toSorted((a, b) => centre(a.box).y - centre(b.box).y);

function divideUpright(page: PageContent): Parts {
  const edges = snapEdges(page.edges);
  const areas = ruledAreas(edges).filter(hasColumns);
  const divided = dividedBy(page, edges, areas.filter(hasRows));
  // Where the words of an area without rows make none either, or it has but one, it is read as its lines have it.
  const isRead = ({ box }: Ruled): boolean =>
    divided.tables.some((t) => "aligned" in t && t.aligned.rows.length > 2 && contains(box, centre(t.aligned.box))) &&
    !divided.lines.some((line) => contains(box, centre(line.box)));
  // What has rows of numbers that cannot be told apart yet may be read with the next page.
  const mayBe = ({ box }: Ruled): boolean =>
    divided.loose.zones.some((zone) => zone.numbers.length > 1 && contains(box, centre(zoneBox(zone))));
  const left = areas.filter((area) => !hasRows(area) && !isRead(area) && !mayBe(area));
  return left.length === 0 ? divided : dividedBy(page, edges, [...areas.filter(hasRows), ...left]);
}

function dividedBy(page: PageContent, edges: Edge[], areas: Ruled[]): Parts {
  const { ruled, outside, lines } = ruledParts(page, edges, areas);
  const tagged = taggedTables(page, outside);
  const inTagged = new Set(tagged.flatMap((table) => table.glyphs));
  const shades = snapEdges(page.shades ?? []).filter((e) => e.axis === "h");
  const loose: Loose = {
    glyphs: outside.filter((g) => !inTagged.has(g)),
    edges: [...lines, ...shades],
    breaks: [],
    placeOf: (box) => pagePlace(page, box),
  };
  const found = zonesOf(loose);
  const aligned = alignedTables(loose, found);
  const inTables = new Set(aligned.flatMap((table) => table.glyphs));
  const rest = Map.groupBy(
    loose.glyphs.filter((g) => !inTables.has(g)),
    (g) => g.turn,
  );
  return {
    tables: [...ruled.map((table) => ({ table })), ...[...tagged, ...aligned].map((table) => ({ aligned: table }))],
    lines: textLines(rest.get(0) ?? []),
    aside: [...rest].flatMap(([turn, own]) => {
      if (turn === 0) return [];
      // Lines on their side are read as they stand, each where it is on the page.
      const { page: part, toPage } = partOf(page, own, turn);
      return textLines(part.glyphs).map((line) => ({ ...line, box: toPage(line.box) }));
    }),
    loose: { tables: aligned, zones: found, edges: loose.edges },
  };
}

/** Whether something on a page looks like a table although no lines make it one: then its tags are worth reading. */
export function hasLooseTable(page: PageContent): boolean {
  return partsOf(page).some((part) => {
    const edges = snapEdges(part.page.edges);
    const { outside, lines } = ruledParts(part.page, edges, ruledAreas(edges).filter(hasColumns).filter(hasRows));
    const uprights = lines.filter((e) => e.axis === "v");
    return looseZones(outside, uprights).length > 0;
  });
}

/** The tables that lines make, the characters outside them, and the lines that are none of theirs. */
function ruledParts(
  page: PageContent,
  edges: Edge[],
  areas: Ruled[],
): { ruled: TableArea[]; outside: Glyph[]; lines: Edge[] } {
  const ruled = areas.map(
    (area): TableArea => ({ ...area, glyphs: [], parts: [{ page, from: area.box.y0, shift: 0 }] }),
  );
  const outside = page.glyphs.filter((glyph) => {
    for (const table of ruled) {
      const own = inTable(table.box, glyph);
      if (own) table.glyphs.push(own);
      if (own) return false;
    }
    return true;
  });
  const used = new Set(areas.flatMap((area) => area.edges));
  return { ruled, outside, lines: edges.filter((e) => !used.has(e)) };
}

export const boxOf = (item: Table): Box => ("table" in item ? item.table.box : item.aligned.box);

/**
 * A character where it counts as a table's; null where it is none of its. A program that cuts a cell at the end of a page may
 * draw its last words over the table's foot: they are moved into it.
 */
function inTable(table: Box, glyph: Glyph): Glyph | null {
  const at = centre(glyph.box);
  if (contains(table, at)) return glyph;
  const { y0, y1 } = glyph.box;
  const standsOnFoot = at.y > table.y1 && table.y1 - y0 > ON_FOOT * (y1 - y0);
  return standsOnFoot && contains(table, { x: at.x, y: table.y1 }) ? shifted(glyph, table.y1 - at.y - INSIDE) : null;
}

const ON_FOOT = 0.2;
const INSIDE = 0.1;
