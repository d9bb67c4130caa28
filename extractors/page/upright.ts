import type { Glyph, PageContent } from "./content.ts";
import { type Box, type Turn, turnedBack } from "./geometry.ts";
import { strikeOut } from "./struck.ts";
import { isUprightAround, turnedEdge } from "./turned.ts";

/** The page turned so that most of its text reads from left to right, whatever its /Rotate says. */
export function upright(
  glyphs: PageContent["glyphs"],
  edges: PageContent["edges"],
  shown: { width: number; height: number },
  shades: PageContent["edges"] = [],
): Pick<PageContent, "width" | "height" | "glyphs" | "edges" | "shades" | "undecoded" | "struck" | "onPage"> {
  const turn = commonTurn(glyphs);
  const onIt = glyphs.filter((g) => g.box.x1 > 0 && g.box.y1 > 0 && g.box.x0 < shown.width && g.box.y0 < shown.height);
  const turned = onIt.map((g) => ({
    ...g,
    box: turnedBack(g.box, turn, shown),
    turn: TURNS[(g.turn - turn + 4) % 4] ?? 0,
  }));
  const size = turn % 2 === 0 ? shown : { width: shown.height, height: shown.width };
  const allTurned = (some: PageContent["edges"]): PageContent["edges"] =>
    turn === 0 ? some : some.map((edge) => turnedEdge(edge, turn, shown));
  return {
    ...size,
    ...strikeOut(withoutOverprint(turned), allTurned(edges)),
    shades: allTurned(shades),
    undecoded: turned.filter(isUndecoded).length,
    onPage: (box: Box) => turnedBack(box, TURNS[(4 - turn) % 4] ?? 0, size),
  };
}

const TURNS: readonly Turn[] = [0, 1, 2, 3];

function commonTurn(glyphs: PageContent["glyphs"]): Turn {
  if (isUprightAround(glyphs)) return 0;
  const counts = Map.groupBy(glyphs, (g) => g.turn);
  return TURNS.reduce((a, b) => ((counts.get(b)?.length ?? 0) > (counts.get(a)?.length ?? 0) ? b : a));
}

/**
 * Without characters that are drawn twice in nearly the same place, as programs do for bold type and shadows: `0` drawn twice
 * is not `00`.
 */
function withoutOverprint(glyphs: Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>();
  return glyphs.filter((glyph) => {
    const row = Math.round(glyph.box.y0 / 4);
    const tolerance = Math.min(0.2 * glyph.size, 0.4 * (glyph.box.x1 - glyph.box.x0));
    for (const r of [row - 1, row, row + 1])
      for (const { box } of seen.get(`${r} ${glyph.text}`) ?? [])
        if (Math.abs(box.x0 - glyph.box.x0) <= tolerance && Math.abs(box.y0 - glyph.box.y0) <= tolerance) return false;
    const key = `${row} ${glyph.text}`;
    const alike = seen.get(key);
    if (alike) alike.push(glyph);
    else seen.set(key, [glyph]);
    return true;
  });
}

/** Characters that fonts without a proper encoding give: private use, control, the replacement character. */
const isUndecoded = (glyph: Glyph): boolean => /[\p{Co}\p{Cc}\p{Cn}\uFFFD]/u.test(glyph.text);
