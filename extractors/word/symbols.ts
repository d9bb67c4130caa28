import { UNREADABLE } from "../inline.ts";

/** A character of a symbol font: without the font it has no meaning, but for the digits of Symbol. */
export function symbolText(font: string, code: number): string {
  const character = String.fromCharCode(code & 0xff);
  return font === "Symbol" && /[\d.,+()/-]/.test(character) ? character : UNREADABLE;
}

const SIGNS = /^(Wingdings( [23])?|Webdings|ZapfDingbats|Zapf Dingbats|Marlett|MS Outlook|MT Extra)$/i;

/** Text in a font of signs, in which digits are circles and hands: none of them can be read. */
export const textInFont = (font: string, text: string): string =>
  SIGNS.test(font) ? text.replace(/\d/g, UNREADABLE) : text;
