/** The encodings of Windows' code pages, by the number that `\ansicpg` gives. */
const CODE_PAGES: Record<number, string> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  54936: "gb18030",
  65001: "utf-8",
};

/** The code pages of the character sets that a font is for; any other is in the document's own. */
const OF_FONTS: Record<number, number> = { 128: 932, 129: 949, 134: 936, 136: 950 };

const decoders = new Map<string, { decode(bytes: Uint8Array): string }>();

/** Text from the bytes of a run: `text` holds a byte a character. */
export function decoded(text: string, charset: number, codePage: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the same in all of them
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const page = OF_FONTS[charset] ?? codePage;
  const label = CODE_PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : "windows-1252");
  const decoder = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder.decode(Buffer.from(text, "latin1"));
}
