import { resolveSpans, type SourceBlock, type SpanTable } from "../generate/blocks.ts";

/** A line of text on a page: where it begins on its base line, in millimetres from the top left. */
export type TextLine = { text: string; x: number; y: number; size: number };

/** The border of a cell, or of the part of it that is on a page. A side that a page's end cuts open is not drawn. */
export type CellBox = { x0: number; y0: number; x1: number; y1: number; openTop: boolean; openBottom: boolean };

export type LaidPage = { width: number; height: number; lines: TextLine[]; boxes: CellBox[] };

export type Layout = {
  landscape: boolean;
  /** The size of the prose and of what stands in tables, in millimetres. */
  prose: number;
  table: number;
  align: "left" | "middle";
  /** Whether the border of a cell that runs over a page's end is left open there. */
  openAtBreaks: boolean;
  /** Whether a row is put on the next page where it does not fit; else it is cut between its lines. */
  wholeRows: boolean;
};

export const PLAIN: Layout = {
  landscape: false,
  prose: 4.23,
  table: 3.18,
  align: "middle",
  openAtBreaks: false,
  wholeRows: true,
};

const MARGIN = 25;
const PADDING = 1;
const LEADING = 1.3;

/** How wide a text is in a font whose Chinese characters are square and whose others are half as wide. */
export const widthOf = (character: string): number => (character.charCodeAt(0) < 0x2e80 ? 0.5 : 1);
const textWidth = (text: string, size: number): number => [...text].reduce((sum, c) => sum + widthOf(c) * size, 0);

/** The blocks on A4 pages, as a careful typist's program sets them. */
export function laidOut(blocks: SourceBlock[], layout: Layout): LaidPage[] {
  const [width, height] = layout.landscape ? [297, 210] : [210, 297];
  const pages: LaidPage[] = [];
  const bottom = height - MARGIN;
  let y = Infinity;
  const page = (): LaidPage => {
    const last = pages.at(-1);
    if (last && y < bottom) return last;
    const next: LaidPage = { width, height, lines: [], boxes: [] };
    pages.push(next);
    y = MARGIN;
    return next;
  };
  const write = (text: string, size: number, indent: number, centred: boolean): void => {
    for (const [i, line] of wrapped(text, width - 2 * MARGIN, size, indent).entries()) {
      if (y + size * LEADING > bottom) y = Infinity;
      const on = page();
      const free = width - 2 * MARGIN - textWidth(line, size);
      const x = MARGIN + (centred ? free / 2 : i === 0 ? indent : 0);
      on.lines.push({ text: line, x, y: y + size, size });
      y += size * LEADING * 1.2;
    }
  };
  const tabulate = (rows: SpanTable): void => {
    const cells = placed(rows);
    const columns = columnEdges(cells, width - 2 * MARGIN, layout.table);
    const heights = rowHeights(rows.length, cells, columns, layout.table);
    /** For each row, the parts of pages that it takes: from where to where. */
    const spread = heights.map((tall, row) => {
      const parts: RowPart[] = [];
      const line = layout.wholeRows ? tall : layout.table * LEADING;
      for (let left = tall; left > 0.01; ) {
        const take = left < 2 * line ? left : line;
        left -= take;
        if (y + take > bottom) y = Infinity;
        const on = page();
        const last = parts.at(-1);
        if (last?.page === on) last.y1 += take;
        else parts.push({ row, page: on, y0: y, y1: y + take });
        y += take;
      }
      return parts;
    });
    for (const cell of cells) drawCell(cell, spread.slice(cell.row, cell.row + cell.rowspan).flat(), columns, layout);
    y += 3;
  };
  for (const block of blocks) {
    if (block.kind === "table") tabulate(block.rows);
    else if (block.kind === "title") write(block.text, layout.prose * 1.5, 0, true);
    else write(block.text, layout.prose, 2 * layout.prose, false);
  }
  return pages;
}

type PlacedCell = { text: string; row: number; column: number; colspan: number; rowspan: number };

function placed(rows: SpanTable): PlacedCell[] {
  const marked = rows.map((row, r) => row.map((cell, c) => ({ ...cell, text: `${r} ${c}` })));
  const at = new Map<string, { row: number; column: number }>();
  resolveSpans(marked).forEach((row, r) => {
    row.forEach((mark, c) => {
      if (mark !== "") at.set(mark, { row: r, column: c });
    });
  });
  return rows.flatMap((row, r) =>
    row.map(({ text, colspan = 1, rowspan = 1 }, c) => ({
      text,
      colspan,
      rowspan,
      ...(at.get(`${r} ${c}`) ?? { row: r, column: c }),
    })),
  );
}

/** What a row takes of a page: all its height, or what fits. */
type RowPart = { row: number; page: LaidPage; y0: number; y1: number };

/** Where columns begin and the last one ends: numbers fit on one line, the rest is shared out by what the columns hold. */
function columnEdges(cells: PlacedCell[], width: number, size: number): number[] {
  const count = Math.max(...cells.map((c) => c.column + c.colspan));
  const least = Array.from({ length: count }, () => 1.2 * size + 2 * PADDING);
  const wanted = [...least];
  for (const { text, column, colspan } of cells.filter((c) => c.colspan === 1)) {
    const widest = Math.max(0, ...(text.match(/[\x21-\x7e０-９]+/g) ?? []).map((word) => textWidth(word, size)));
    least[column] = Math.max(least[column] ?? 0, widest + 2 * PADDING + 0.3);
    wanted[column] = Math.max(wanted[column] ?? 0, Math.min(40, textWidth(text, size)) / colspan + 2 * PADDING);
  }
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const share = (width - sum(least)) / Math.max(1, sum(wanted.map((w, i) => Math.max(0, w - (least[i] ?? 0)))));
  const edges = [MARGIN];
  for (const [i, low] of least.entries())
    edges.push((edges.at(-1) ?? 0) + low + Math.max(0, (wanted[i] ?? 0) - low) * Math.max(0, share));
  return edges;
}

function rowHeights(rows: number, cells: PlacedCell[], columns: number[], size: number): number[] {
  const heights = Array.from({ length: rows }, () => size * LEADING + 2 * PADDING);
  for (const cell of cells.toSorted((a, b) => a.rowspan - b.rowspan)) {
    // A merged cell that runs over a page's end loses up to a line there.
    const lines = wrapped(cell.text, inner(cell, columns), size, 0).length + (cell.rowspan > 1 ? 1 : 0);
    const own = heights.slice(cell.row, cell.row + cell.rowspan).reduce((a, b) => a + b, 0);
    const last = cell.row + cell.rowspan - 1;
    heights[last] = (heights[last] ?? 0) + Math.max(0, lines * size * LEADING + 2 * PADDING - own);
  }
  return heights;
}

const inner = ({ column, colspan }: PlacedCell, columns: number[]): number =>
  (columns[column + colspan] ?? 0) - (columns[column] ?? 0) - 2 * PADDING;

/** A cell's border and text on each page that it is on: its lines in the middle of the first part that has room for them all. */
function drawCell(
  cell: PlacedCell,
  rows: RowPart[],
  columns: number[],
  { table: size, align, openAtBreaks }: Layout,
): void {
  const parts = [...Map.groupBy(rows, (r) => r.page)].map(([page, own]) => ({
    page,
    y0: Math.min(...own.map((o) => o.y0)),
    y1: Math.max(...own.map((o) => o.y1)),
    first: own[0]?.row,
    last: own.at(-1)?.row,
  }));
  const [x0, x1] = [columns[cell.column] ?? 0, columns[cell.column + cell.colspan] ?? 0];
  const lines = wrapped(cell.text, x1 - x0 - 2 * PADDING, size, 0);
  const tall = size * LEADING;
  let openTop = false;
  for (const [i, { page, y0, y1, last }] of parts.entries()) {
    const here = lines.splice(0, Math.max(0, Math.floor((y1 - y0 + 0.01) / tall)));
    const next = parts[i + 1];
    // No program closes cells within a row, or between the lines of their text.
    const openBottom = next !== undefined && (openAtBreaks || lines.length > 0 || next.first === last);
    page.boxes.push({ x0, x1, y0, y1, openTop, openBottom });
    openTop = openBottom;
    let y = y0 + (y1 - y0 - here.length * tall) / 2;
    for (const text of here) {
      const free = x1 - x0 - 2 * PADDING - textWidth(text, size);
      page.lines.push({ text, x: x0 + PADDING + (align === "middle" ? free / 2 : 0), y: y + size * 0.98, size });
      y += tall;
    }
  }
  if (lines.length > 0) throw new RangeError(`“${cell.text}” does not fit its cell`);
}

/** The lines of a text: broken between Chinese characters, never within a number or word, unless it is wider than all there is. */
function wrapped(text: string, width: number, size: number, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\x21-\x7e０-９]+|./gu) ?? []) {
    const free = width - (lines.length === 0 ? indent : 0);
    if (line !== "" && textWidth(line + piece, size) > free + 0.01) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line];
}
