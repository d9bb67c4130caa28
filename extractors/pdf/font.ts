import { z } from "zod";
import type { Font } from "./state.ts";

/** The names of glyphs by code, as pdf.js keeps them: here in one way, there in another. */
const Names = z.union([z.array(z.unknown()), z.map(z.number(), z.unknown())]);

/** pdf.js leaves out of a font's object what it does not set. */
const FontObject = z.object({
  vertical: z.boolean().optional(),
  fontMatrix: z.array(z.number()).optional(),
  type: z.string().optional(),
  composite: z.boolean().optional(),
  isSymbolicFont: z.boolean().optional(),
  defaultEncoding: Names.optional(),
  differences: Names.optional(),
});

const DIGITS = "zero one two three four five six seven eight nine".split(" ");

/** A font as pdf.js describes it. */
export function fontOf(object: unknown): Font {
  const { vertical = false, fontMatrix, ...names } = FontObject.parse(object);
  const [across = 0.001] = fontMatrix ?? [];
  return { vertical, unitsPerPoint: across, digitAt: digitsOf(names) };
}

/** Fonts of a program's own making call their glyphs as they like, and a symbolic font's own table goes before the usual names. */
function digitsOf({
  type,
  composite,
  isSymbolicFont,
  defaultEncoding = [],
  differences = [],
}: z.infer<typeof FontObject>): Font["digitAt"] {
  if (composite === true || type === "Type3") return () => null;
  return (code) => {
    const name = nameIn(differences, code) ?? (isSymbolicFont === true ? null : nameIn(defaultEncoding, code));
    const digit = typeof name === "string" ? DIGITS.indexOf(name) : -1;
    return digit < 0 ? null : String(digit);
  };
}

const nameIn = (names: z.infer<typeof Names>, code: number): unknown =>
  Array.isArray(names) ? names[code] : names.get(code);
