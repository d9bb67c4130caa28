import type { Edge } from "./content.ts";
import { isRowCut } from "./cut-rows.ts";
import { bounds, centre } from "./geometry.ts";
import { SNAP, snapEdges } from "./rulings.ts";
import { filledCells, readTable, shifted, type TableArea } from "./tables.ts";

/** A line this near to where two pages are joined is the line of the break: no row is that low. */
const AT_BREAK = 8;

/**
 * Whether the table that begins a page carries on the one that ended the page before: same sides, be it only of the rows at the
 * break, mostly the same columns.
 */
export function continues(above: TableArea, below: TableArea): boolean {
  const [foot, head] = [
    [above.box, sidesAt(above, above.box.y1)],
    [below.box, sidesAt(below, below.box.y0)],
  ];
  const isSame = (side: "x0" | "x1"): boolean => foot.some((a) => head.some((b) => near(a[side], b[side])));
  if (!isSame("x0") || !isSame("x1")) return false;
  const [fewer = [], more = []] = [innerColumns(above), innerColumns(below)].sort((a, b) => a.length - b.length);
  return fewer.filter((x) => more.some((y) => near(x, y))).length >= fewer.length * 0.6;
}

/** From where to where the lines run that are drawn at one height of an area. */
function sidesAt({ edges }: TableArea, y: number): { x0: number; x1: number } {
  const lines = edges.filter((e) => e.axis === "h" && near(e.at, y));
  return { x0: Math.min(...lines.map((e) => e.from)), x1: Math.max(...lines.map((e) => e.to)) };
}

/** Both parts as one area, joined before cells are made: a merged cell that runs over the break is one cell again. */
export function joinAreas(above: TableArea, next: TableArea): TableArea {
  const headless = withoutRepeatedHead(above, next);
  const below = headless ?? next;
  const by = above.box.y1 - below.box.y0;
  const edges = below.edges.map((e) =>
    e.axis === "h" ? { ...e, at: e.at + by } : { ...e, from: e.from + by, to: e.to + by },
  );
  return {
    edges: snapEdges([...seam(above, edges, headless !== null, isRowCut(above, below))]),
    box: bounds([above.box, shifted(below, by).box]),
    glyphs: [...above.glyphs, ...below.glyphs.map((g) => shifted(g, by))],
    parts: [...above.parts, ...below.parts.map((p) => ({ ...p, from: above.box.y1, shift: p.shift + by }))],
  };
}

/**
 * All lines of two parts, the second already moved below the first. A row ends at the break only where both parts draw a line:
 * programs that close every cell at the foot of a page, or open every cell at the head of the next, do so on one side only.
 */
function seam(above: TableArea, below: Edge[], headRemoved: boolean, isRowCut: boolean): Edge[] {
  const at = above.box.y1;
  const isSeam = (e: Edge): boolean => e.axis === "h" && Math.abs(e.at - at) <= AT_BREAK;
  const upper = above.edges.filter(isSeam);
  const lower = below.filter(isSeam);
  const rest = [...above.edges, ...below].filter((e) => !isSeam(e));
  if (isRowCut) return rest;
  const foot = rowsEnd(above);
  if (foot < at - AT_BREAK) return rest.map((e) => (e.axis === "v" && near(e.to, foot) ? { ...e, to: at } : e));
  return [...rest, ...(headRemoved || lower.length === 0 ? upper : upper.length === 0 ? lower : common(upper, lower))];
}

/**
 * Where the rows of a page's part end. The sides of a merged cell may run on to the foot of the page below the last row: what
 * is left there is no row, but counts to the next.
 */
function rowsEnd({ edges, box }: TableArea): number {
  const last = Math.max(...edges.filter((e) => e.axis === "h").map((e) => e.at));
  const reaching = edges.filter((e) => e.axis === "v" && e.to >= last - SNAP);
  return reaching.filter((e) => near(e.to, last)).length >= reaching.length / 2 ? last : box.y1;
}

function common(upper: Edge[], lower: Edge[]): Edge[] {
  return upper.flatMap((u) =>
    lower.flatMap((l) => {
      const [from, to] = [Math.max(u.from, l.from), Math.min(u.to, l.to)];
      return to > from ? [{ ...u, from, to }] : [];
    }),
  );
}

/** The part without the header rows it repeats from the first part; null where it repeats none. */
function withoutRepeatedHead(above: TableArea, below: TableArea): TableArea | null {
  const head = readTable(above).rows.map(rowText);
  const rows = readTable(below).rows.map(rowText);
  let repeated = 0;
  while (repeated < rows.length - 1 && rows[repeated] === head[repeated] && isHeader(rows[repeated])) repeated++;
  if (repeated === 0) return null;
  const tops = [...new Set(filledCells(below).map(({ cell }) => cell.row))].sort((a, b) => a - b);
  const cut = filledCells(below).find(({ cell }) => cell.row === tops[repeated])?.cell.box.y0;
  if (cut === undefined) return null;
  return {
    edges: below.edges.flatMap((e) => {
      if (e.axis === "h") return e.at < cut - SNAP / 2 ? [] : [e];
      return e.to <= cut + SNAP ? [] : [{ ...e, from: Math.max(e.from, cut) }];
    }),
    box: { ...below.box, y0: cut },
    glyphs: below.glyphs.filter((g) => centre(g.box).y > cut),
    parts: below.parts,
  };
}

/** What a row says, whatever columns other rows of its page make. */
const rowText = (row: { text: string }[]): string => row.flatMap((c) => (c.text === "" ? [] : [c.text])).join("\t");
/** A header names things and counts none. */
const isHeader = (row: string | undefined): boolean =>
  /\p{Script=Han}/u.test(row ?? "") && !/(^|\t)[\d.,]+(\t|$)/.test(row ?? "");

const near = (a: number, b: number): boolean => Math.abs(a - b) <= SNAP;
const innerColumns = ({ edges, box }: TableArea): number[] =>
  [...new Set(edges.filter((e) => e.axis === "v").map((e) => e.at))].filter(
    (x) => !near(x, box.x0) && !near(x, box.x1),
  );
