import { literal } from "../schema.ts";

/** Full-width forms and the full-width space, and the Kangxi radicals that some PDFs have in place of characters. */
const RANGES = [
  [0xff01, 0xff5e],
  [0x3000, 0x3000],
  [0x2f00, 0x2fd5],
] as const;

const VARIANTS = RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
);

/**
 * `plain(text)`: the text with each of these written as the ordinary character (NFKC), so that `plain(text) LIKE '%12件%'` finds １２件, too. DuckDB
 * itself knows no NFKC.
 */
export const PLAIN = `CREATE MACRO plain(text) AS translate(text, ${literal(VARIANTS.join(""))}, ${literal(VARIANTS.map((one) => one.normalize("NFKC")).join(""))})`;
