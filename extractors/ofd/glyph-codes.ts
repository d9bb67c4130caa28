import { below, type Xml } from "../xml.ts";
import { numberOf } from "./values.ts";

/** For a TextObject: whether its n-th character means what its code says. */
export type Told = (object: Xml) => (index: number) => boolean;

/** The codes of a TextCode. What a program put around them to make its XML look good is none of them. */
export const codesOf = ({ text }: Xml): string => text.replace(/^\s*[\r\n]\s*|\s*[\r\n]\s*$/g, "");

type Pair = { code: string; glyph: string };

/**
 * Programs that print into an OFD may draw glyphs by their number in the font (CGTransform) and write any code beside them: then
 * the text looks right and says nonsense. It shows where one code stands for several glyphs of a font, or one glyph for
 * several digits.
 */
export function toldCodes(contents: readonly Xml[]): Told {
  const glyphsOf = new Map<string, Set<string>>();
  const digitsOf = new Map<string, Set<string>>();
  for (const object of contents.flatMap((content) => [...below(content, "TextObject")]))
    for (const pair of pairsOf(object)) {
      if (!pair) continue;
      const font = object.attributes.Font ?? "";
      add(glyphsOf, `${font} ${pair.code}`, pair.glyph);
      if (DIGIT.test(pair.code)) add(digitsOf, `${font} ${pair.glyph}`, pair.code);
    }
  return (object) => {
    const pairs = pairsOf(object);
    const font = object.attributes.Font ?? "";
    return (index) => {
      const pair = pairs[index];
      if (pair === undefined) return true;
      if (pair === null) return false;
      const glyphs = glyphsOf.get(`${font} ${pair.code}`)?.size ?? 0;
      const digits = digitsOf.get(`${font} ${pair.glyph}`)?.size ?? 0;
      return glyphs <= (ONE_FORM.test(pair.code) ? 1 : FORMS) && digits <= 1;
    };
  };
}

const DIGIT = /\d/;
/** Characters that every font draws in one way; others may have a form for vertical text and the like. */
const ONE_FORM = /[\d\s]/;
const FORMS = 3;

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
};

/** For each character that CGTransform gives a glyph: both; null where several glyphs are drawn for fewer codes. */
function pairsOf(object: Xml): (Pair | null | undefined)[] {
  const transforms = object.children.filter((c) => c.name === "CGTransform");
  if (transforms.length === 0) return [];
  const codes = object.children.filter((c) => c.name === "TextCode").flatMap((c) => [...codesOf(c)]);
  const pairs: (Pair | null | undefined)[] = codes.map(() => undefined);
  for (const transform of transforms) {
    const glyphs = (transform.children.find((c) => c.name === "Glyphs")?.text ?? "").trim().split(/\s+/);
    const from = numberOf(transform, "CodePosition", 0);
    const count = numberOf(transform, "CodeCount", 1);
    for (let i = 0; i < count && from + i < codes.length; i++)
      pairs[from + i] = glyphs.length > count ? null : { code: codes[from + i] ?? "", glyph: glyphs[i] ?? "" };
  }
  return pairs;
}
