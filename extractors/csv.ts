import { normalizedText, UnreadableError } from "../data/records/index.ts";
import { type Carrier, extension, NO_META } from "./carrier.ts";
import { charsetOf, decodeText } from "./charset.ts";

/** A table as text, its cells parted by commas (RFC 4180). Text is only taken for one where its name or its server says so. */
export const csv: Carrier = {
  name: "table as text (CSV)",
  mediaType: "text/csv",
  recognises: (bytes, hints) =>
    (extension(hints) === "csv" || /^text\/csv\b/i.test(hints.mediaType ?? "")) && !bytes.subarray(0, 4096).includes(0),
  async extract(bytes, hints) {
    const rows = rowsOf(decodeText(bytes, charsetOf(hints.mediaType)).replace(/^\uFEFF/, ""));
    if (rows.every((row) => row.every((cell) => cell.trim() === "")))
      throw new UnreadableError("empty", "the file holds nothing but blanks");
    const cells = rows.map((row, r) => row.map((text, c) => ({ text, place: `row ${r + 1} cell ${c + 1}` })));
    return {
      mediaType: "text/csv",
      text: normalizedText([{ kind: "table", rows: cells }]),
      meta: NO_META,
      warnings: [],
    };
  },
};

/** A quoted cell with its closing comma or line end, or a plain one. */
const CELL = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(CELL)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows;
}
