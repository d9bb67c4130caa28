import type { OtherReadings } from "../../data/records/index.ts";
import type { Glyph } from "./content.ts";

/** The mark of a text that is made of these characters, where a program recognised any of them. */
export function markOf(glyphs: readonly Glyph[]): { recognised?: OtherReadings } {
  const readings = glyphs.flatMap(({ recognised }) => (recognised === undefined ? [] : [recognised]));
  const [first, ...others] = readings.filter((r) => r.length > 0);
  return readings.length === 0 ? {} : { recognised: others.length === 0 ? (first ?? []) : [] };
}
