import type { Binary } from "./binary.ts";

const NAME = 40;

/** The names of the fonts by their number. `table`: the list of fonts. */
export function readFonts(table: Binary): (font: number) => string {
  const names: string[] = [];
  for (let at = 4; at < table.length; at += 1 + table.u8(at)) {
    const font = table.slice(at, Math.min(1 + table.u8(at), table.length - at));
    names.push(new TextDecoder("utf-16le").decode(font.subarray(NAME)).replace(/\0.*$/s, ""));
  }
  return (font) => names[font] ?? "";
}
