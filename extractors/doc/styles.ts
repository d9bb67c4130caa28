import { type Binary, binary } from "./binary.ts";
import { type Sprm, sprmsIn } from "./sprms.ts";

/** What the styles of a document change, those they are based on first. */
export type Styles = { paragraph(style: number): Sprm[]; character(style: number): Sprm[] };

type Style = { base: number; paragraph: Sprm[]; character: Sprm[] };

const [OF_PARAGRAPHS, OF_CHARACTERS] = [1, 2];
const NO_STYLE = 0xfff;

/** `sheet`: the style sheet. */
export function readStyles(sheet: Binary): Styles {
  const styles = sheet.length === 0 ? [] : stylesIn(sheet);
  const chain = (style: number): Style[] => {
    const found: Style[] = [];
    for (let s = styles[style]; s && !found.includes(s); s = styles[s.base]) found.unshift(s);
    return found;
  };
  const once = (read: (style: number) => Sprm[]): ((style: number) => Sprm[]) => {
    const known = new Map<number, Sprm[]>();
    return (style) => {
      const sprms = known.get(style) ?? read(style);
      known.set(style, sprms);
      return sprms;
    };
  };
  return {
    paragraph: once((style) => chain(style).flatMap((s) => s.paragraph)),
    character: once((style) => chain(style).flatMap((s) => s.character)),
  };
}

function stylesIn(sheet: Binary): (Style | undefined)[] {
  const header = sheet.u16(0);
  const count = sheet.u16(2);
  const headSize = sheet.u16(4);
  const styles: (Style | undefined)[] = [];
  let at = 2 + header;
  for (let i = 0; i < count && at + 2 <= sheet.length; i++) {
    const length = sheet.u16(at);
    styles.push(length === 0 ? undefined : styleIn(binary(sheet.slice(at + 2, length)), headSize));
    at += 2 + length + (length % 2);
  }
  return styles;
}

function styleIn(style: Binary, headSize: number): Style {
  const [kind, base] = [style.u16(2) & 0xf, style.u16(2) >> 4];
  const parts: Uint8Array[] = [];
  let at = headSize + 2 + 2 * style.u16(headSize) + 2;
  for (let i = 0; i < (style.u16(4) & 0xf) && at + 2 <= style.length; i++) {
    at += at % 2;
    parts.push(style.slice(at + 2, style.u16(at)));
    at += 2 + style.u16(at);
  }
  const own = parts.map((part, i) => sprmsIn(kind === OF_PARAGRAPHS && i === 0 ? part.subarray(2) : part));
  return {
    base: base === NO_STYLE ? -1 : base,
    paragraph: kind === OF_PARAGRAPHS ? (own[0] ?? []) : [],
    character: (kind === OF_PARAGRAPHS ? own[1] : kind === OF_CHARACTERS ? own[0] : []) ?? [],
  };
}
