/** A character of a symbol font: without the font it has no meaning, but for the digits of Symbol. */
export function symbolText(font: string, code: number): string {
  const character = String.fromCharCode(code & 0xff);
  return font === "Symbol" && /[\d.,+()/-]/.test(character) ? character : "\uFFFD";
}
