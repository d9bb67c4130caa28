import type { Block, Problem } from "../../data/records/index.ts";
import type { PageContent } from "./content.ts";
import { continues, joinAreas } from "./continued.ts";
import { type Divided, divide, type Table } from "./division.ts";
import { bounds, centre } from "./geometry.ts";
import { type PageLine, type Paragraph, paragraphs } from "./paragraphs.ts";
import { markOf } from "./recognised.ts";
import { withoutRunningLines } from "./running.ts";
import { joinedOverBreaks } from "./strip.ts";
import { pagePlace, readTable } from "./tables.ts";
import { joinTagged } from "./tagged.ts";

type Item = { lines: PageLine[] } | Table;

/** The paragraphs and tables of all pages in reading order; a table that runs over pages is one. */
export function documentBlocks(pages: PageContent[]): { blocks: Block[]; warnings: Problem[] } {
  const divided = pages.map(divide);
  const items: Item[] = [];
  for (const { tables, lines } of joinedOverBreaks(withoutRunningLines(divided))) addPage(items, tables, lines);

  const warnings: Problem[] = [];
  const prose = paragraphs(items.flatMap((item) => ("lines" in item ? [item.lines] : [])));
  const blocks = items.flatMap((item): Block[] => {
    if ("lines" in item) return (prose.shift() ?? []).map((p) => paragraphBlock(p, pages));
    const table = "table" in item ? readTable(item.table) : item.aligned;
    warnings.push(...table.warnings);
    const cells = table.rows.flat();
    if (cells.every((c) => c.text === "")) return [];
    return cells.length > 1 ? [{ kind: "table", rows: table.rows }] : cells.map((c) => ({ kind: "paragraph", ...c }));
  });
  return { blocks, warnings };
}

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
