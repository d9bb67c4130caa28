import { UNREADABLE } from "../inline.ts";
import type { Edge, Glyph, PageContent } from "./content.ts";
import { type Box, bounds, centre, contains, type Turn, turnedBack } from "./geometry.ts";

/** What of a page reads in one direction, turned so that it reads from left to right, and where it stands on the page. */
export type Part = { page: PageContent; toPage(box: Box): Box };

/** Fewer digits on their side are a label's, or a date's. */
const FEWEST_DIGITS = 4;
/** Fewer upright characters are a page number. */
const FEWEST_UPRIGHT = 8;

/** A page's upright text, and the tables that lie on their side in it, each as a page of its own. */
export function partsOf(page: PageContent): Part[] {
  const tables = tablesAside(page.glyphs);
  const aside = new Set(tables.flat());
  const isPlain = aside.size === 0 && !page.glyphs.some(isUpsideDown);
  const rest = isPlain ? page : { ...page, glyphs: page.glyphs.filter((g) => !aside.has(g)).map(unreadUpsideDown) };
  return [
    { page: rest, toPage: (box) => box },
    ...tables.flatMap((glyphs) => (glyphs[0] ? [partOf(page, glyphs, glyphs[0].turn)] : [])),
  ];
}

/** A figure upside down among others is as much 91 as 16. */
const unreadUpsideDown = (glyph: Glyph): Glyph => (isUpsideDown(glyph) ? { ...glyph, text: UNREADABLE } : glyph);
const isUpsideDown = (glyph: Glyph): boolean => glyph.turn === 2 && isDigit(glyph);

/** Whether a page is upright although most of its characters are on their side: those are tables, and the text is not. */
export function isUprightAround(glyphs: Glyph[]): boolean {
  const upright = glyphs.filter((g) => g.turn === 0);
  if (upright.length < FEWEST_UPRIGHT || glyphs.some((g) => g.turn !== 0 && g.text === "。")) return false;
  const aside = tablesAside(glyphs).flat();
  return aside.filter(isDigit).length === glyphs.filter((g) => g.turn !== 0 && isDigit(g)).length;
}

/** Characters on their side that are tables: there are figures among them, and none upright. Upright lines part them. */
function tablesAside(glyphs: Glyph[]): Glyph[][] {
  const turned = glyphs.filter((g) => g.turn !== 0);
  if (turned.filter(isDigit).length < FEWEST_DIGITS) return [];
  const upright = glyphs.filter((g) => g.turn === 0 && g.text !== " ");
  const lines = [...new Set(upright.map((g) => Math.round(centre(g.box).y)))].sort((a, b) => a - b);
  const groups = Map.groupBy(turned, (g) => `${g.turn} ${lines.findLastIndex((y) => y < centre(g.box).y)}`);
  return [...groups.values()].filter((own) => {
    const box = bounds(own.map((g) => g.box));
    const isBeside = upright.some((g) => isDigit(g) && contains(box, centre(g.box)));
    return own.filter(isDigit).length >= FEWEST_DIGITS && !isBeside;
  });
}

const isDigit = ({ text }: Glyph): boolean => /\p{Nd}/u.test(text);

/** Characters of one direction with the page turned so that they read from left to right. */
export function partOf(page: PageContent, glyphs: Glyph[], turn: Turn): Part {
  const back: Turn = turn === 1 ? 3 : turn === 3 ? 1 : turn;
  const size = turn === 2 ? page : { width: page.height, height: page.width };
  const toPage = (box: Box): Box => turnedBack(box, back, size);
  const edges = (all: Edge[]): Edge[] => all.map((edge) => turnedEdge(edge, turn, page));
  return {
    page: {
      ...page,
      width: size.width,
      height: size.height,
      glyphs: glyphs.map((g) => ({ ...g, box: turnedBack(g.box, turn, page), turn: 0 })),
      edges: edges(page.edges),
      shades: edges(page.shades ?? []),
      onPage: (box) => page.onPage(toPage(box)),
    },
    toPage,
  };
}

/** A line after the page is turned back by `turn`. */
export function turnedEdge({ axis, at, from, to }: Edge, turn: Turn, page: { width: number; height: number }): Edge {
  const box = axis === "h" ? { x0: from, y0: at, x1: to, y1: at } : { x0: at, y0: from, x1: at, y1: to };
  const { x0, y0, x1, y1 } = turnedBack(box, turn, page);
  return y0 === y1 ? { axis: "h", at: y0, from: x0, to: x1 } : { axis: "v", at: x0, from: y0, to: y1 };
}
