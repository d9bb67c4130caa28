import type { Block, Problem } from "../../data/records/index.ts";
import { type AlignedTable, alignedTables } from "./aligned.ts";
import type { Edge, Glyph, PageContent } from "./content.ts";
import { continues, joinAreas } from "./continued.ts";
import { type Box, bounds, centre, contains } from "./geometry.ts";
import { type Line, textLines } from "./lines.ts";
import { type PageLine, type Paragraph, paragraphs } from "./paragraphs.ts";
import { markOf } from "./recognised.ts";
import { hasColumns, hasRows, type Ruled, ruledAreas, snapEdges } from "./rulings.ts";
import { withoutRunningLines } from "./running.ts";
import { pagePlace, readTable, type TableArea } from "./tables.ts";
import { joinTagged, taggedTables } from "./tagged.ts";
import { partOf, partsOf } from "./turned.ts";
import { wordLines } from "./words.ts";
import { zones } from "./zones.ts";

type Table = { table: TableArea } | { aligned: AlignedTable };
type Item = { lines: PageLine[] } | Table;
/** A page's tables from top to bottom, each with where it begins, and the lines of text outside them. */
type Divided = { page: PageContent; tables: { top: number; item: Table }[]; lines: PageLine[] };

/** The paragraphs and tables of all pages in reading order; a table that runs over pages is one. */
export function documentBlocks(pages: PageContent[]): { blocks: Block[]; warnings: Problem[] } {
  const divided = pages.map(divide);
  const running = withoutRunningLines(divided.map(({ page, lines }) => ({ page, lines })));
  const items: Item[] = [];
  for (const [i, { tables }] of divided.entries()) addPage(items, tables, running[i]?.lines ?? []);

  const warnings: Problem[] = [];
  const prose = paragraphs(items.flatMap((item) => ("lines" in item ? [item.lines] : [])));
  const blocks = items.flatMap((item): Block[] => {
    if ("lines" in item) return (prose.shift() ?? []).map((p) => paragraphBlock(p, pages));
    const table = "table" in item ? readTable(item.table) : { rows: item.aligned.rows, warnings: [] };
    warnings.push(...table.warnings);
    const cells = table.rows.flat();
    if (cells.every((c) => c.text === "")) return [];
    return cells.length > 1 ? [{ kind: "table", rows: table.rows }] : cells.map((c) => ({ kind: "paragraph", ...c }));
  });
  return { blocks, warnings };
}

/** A page's tables, ruled or not, upright or on their side, each with the characters in it, and the lines outside them. */
function divide(page: PageContent): Divided {
  const parts = partsOf(page).map((part) => {
    const { tables, lines } = divideUpright(part.page);
    return {
      tables: tables.map((item) => ({ top: part.toPage(boxOf(item)).y0, item })),
      lines: lines.map((line) => ({ ...line, box: part.toPage(line.box), page: page.number })),
    };
  });
  return {
    page,
    tables: parts.flatMap((part) => part.tables).toSorted((a, b) => a.top - b.top),
    lines: parts.flatMap((part) => part.lines).toSorted((a, b) => centre(a.box).y - centre(b.box).y),
  };
}

function divideUpright(page: PageContent): { tables: Table[]; lines: Line[] } {
  const edges = snapEdges(page.edges);
  const areas = ruledAreas(edges).filter(hasColumns);
  const divided = dividedBy(page, edges, areas.filter(hasRows));
  // Where the words of an area without rows make none either, or it has but one, it is read as its lines have it.
  const isRead = ({ box }: Ruled): boolean =>
    divided.tables.some((t) => "aligned" in t && t.aligned.rows.length > 2 && contains(box, centre(t.aligned.box))) &&
    !divided.lines.some((line) => contains(box, centre(line.box)));
  const left = areas.filter((area) => !hasRows(area) && !isRead(area));
  return left.length === 0 ? divided : dividedBy(page, edges, [...areas.filter(hasRows), ...left]);
}

function dividedBy(page: PageContent, edges: Edge[], areas: Ruled[]): { tables: Table[]; lines: Line[] } {
  const { ruled, outside, lines } = ruledParts(page, edges, areas);
  const tagged = taggedTables(page, outside);
  const inTagged = new Set(tagged.flatMap((table) => table.glyphs));
  const untagged = outside.filter((g) => !inTagged.has(g));
  const shades = snapEdges(page.shades ?? []).filter((e) => e.axis === "h");
  const aligned = [...tagged, ...alignedTables(page, untagged, [...lines, ...shades])];
  const inTables = new Set(aligned.flatMap((table) => table.glyphs));
  return {
    tables: [...ruled.map((table) => ({ table })), ...aligned.map((table) => ({ aligned: table }))],
    lines: linesByTurn(
      outside.filter((g) => !inTables.has(g)),
      page,
    ),
  };
}

/** Lines of text, those on their side each as it reads, where they stand on the page. */
function linesByTurn(glyphs: Glyph[], page: PageContent): Line[] {
  return [...Map.groupBy(glyphs, (g) => g.turn)].flatMap(([turn, own]) => {
    if (turn === 0) return textLines(own);
    const { page: part, toPage } = partOf(page, own, turn);
    return textLines(part.glyphs).map((line) => ({ ...line, box: toPage(line.box) }));
  });
}

/** Whether something on a page looks like a table although no lines make it one: then its tags are worth reading. */
export function hasLooseTable(page: PageContent): boolean {
  return partsOf(page).some((part) => {
    const edges = snapEdges(part.page.edges);
    const { outside, lines } = ruledParts(part.page, edges, ruledAreas(edges).filter(hasColumns).filter(hasRows));
    const uprights = lines.filter((e) => e.axis === "v");
    return zones(wordLines(outside, uprights)).length > 0;
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
    const table = ruled.find((t) => contains(t.box, centre(glyph.box)));
    table?.glyphs.push(glyph);
    return table === undefined;
  });
  const used = new Set(areas.flatMap((area) => area.edges));
  return { ruled, outside, lines: edges.filter((e) => !used.has(e)) };
}

const boxOf = (item: Table): Box => ("table" in item ? item.table.box : item.aligned.box);

/** Adds a page's tables and lines from top to bottom, joining a table that carries on the last page's last one. */
function addPage(items: Item[], tables: Divided["tables"], lines: PageLine[]): void {
  const last = items.at(-1);
  let rest = lines;
  tables.forEach(({ top, item }, i) => {
    const before = rest.filter((l) => centre(l.box).y < top);
    rest = rest.filter((l) => centre(l.box).y >= top);
    addLines(items, before);
    const isNext = i === 0 && before.length === 0;
    if (!isNext || !last || !joined(last, item)) items.push(item);
  });
  addLines(items, rest);
}

/** Whether a table carries on the last one; then that one has it all. */
function joined(last: Item, table: Table): boolean {
  if ("table" in last && "table" in table && continues(last.table, table.table)) {
    last.table = joinAreas(last.table, table.table);
    return true;
  }
  const whole = "aligned" in last && "aligned" in table ? joinTagged(last.aligned, table.aligned) : null;
  if (whole && "aligned" in last) last.aligned = whole;
  return whole !== null;
}

/** Text runs on over page breaks, so lines that follow each other are one group. */
function addLines(items: Item[], lines: PageLine[]): void {
  const last = items.at(-1);
  if (lines.length === 0) return;
  if (last && "lines" in last) last.lines.push(...lines);
  else items.push({ lines: [...lines] });
}

function paragraphBlock({ text, lines }: Paragraph, pages: PageContent[]): Block {
  const page = pages.find((p) => p.number === lines[0]?.page);
  const box = bounds(lines.filter((l) => l.page === page?.number).map((l) => l.box));
  const mark = markOf(lines.flatMap((l) => l.glyphs));
  return { kind: "paragraph", text, ...(page && { place: pagePlace(page, box) }), ...mark };
}
