import type { Glyph } from "./content.ts";
import { type Box, centre, contains } from "./geometry.ts";

/** An area or picture as painted. `colour` is `#rrggbb`; null where it is not one colour, or what lies below shows through. */
export type Area = { box: Box; colour: string | null };

/** With what a character is painted, and how many areas were painted before it; what comes later lies above it. */
export type Ink = { colour: string | null; above: number };

const PAPER = "#ffffff";
/** Colours that differ less than this, over red, green and blue, no reader tells apart. */
const ALIKE = 24;
const BAND = 40;

/** The characters that a reader sees: not those in the colour of what they stand on, nor those with an area painted over them. */
export function visibleGlyphs(glyphs: Glyph[], inks: Ink[], areas: Area[]): Glyph[] {
  const bands = bandsOf(areas);
  return glyphs.filter((glyph, i) => {
    const ink = inks[i];
    if (!ink) return true;
    const at = centre(glyph.box);
    const around = (bands.get(Math.floor(at.y / BAND)) ?? []).filter((n) => contains(areas[n]?.box ?? glyph.box, at));
    if (around.some((n) => n >= ink.above && areas[n]?.colour !== null)) return false;
    const ground = around.findLast((n) => n < ink.above);
    return ink.colour === null || !isAlike(ink.colour, ground === undefined ? PAPER : (areas[ground]?.colour ?? null));
  });
}

/** The areas, by number, that reach into each band of the page. One without bounds is everywhere and hides nothing. */
function bandsOf(areas: Area[]): Map<number, number[]> {
  const bands = new Map<number, number[]>();
  areas.forEach(({ box }, n) => {
    if (box.y1 - box.y0 > MOST_BANDS * BAND) return;
    for (let band = Math.floor(box.y0 / BAND); band <= Math.floor(box.y1 / BAND); band++) {
      const own = bands.get(band);
      if (own) own.push(n);
      else bands.set(band, [n]);
    }
  });
  return bands;
}

const MOST_BANDS = 1000;

function isAlike(a: string, b: string | null): boolean {
  if (b === null) return false;
  const difference = (from: number): number =>
    Math.abs(Number.parseInt(a.slice(from, from + 2), 16) - Number.parseInt(b.slice(from, from + 2), 16));
  return difference(1) + difference(3) + difference(5) < ALIKE;
}
