import type { OleFile } from "../ole.ts";
import { binary } from "./binary.ts";

const [CODE_PAGE, TITLE] = [1, 2];
const [TEXT, UTF16] = [0x1e, 0x1f];
const UTF8_PAGE = 65001;

/** The title property of an Office file before 2007; "" where it has none, or where its properties are damaged. */
export function documentProperty(file: OleFile): string {
  try {
    const stream = file.stream("\x05SummaryInformation");
    if (!stream) return "";
    const all = binary(stream);
    const set = all.u32(44);
    const place = (id: number): number | undefined => {
      for (let i = 0; i < Math.min(all.u32(set + 4), 100); i++)
        if (all.u32(set + 8 + 8 * i) === id) return set + all.u32(set + 12 + 8 * i);
      return undefined;
    };
    const [page, title] = [place(CODE_PAGE), place(TITLE)];
    if (title === undefined) return "";
    const length = all.u32(title + 4);
    const wide = all.u32(title) === UTF16;
    if (!wide && all.u32(title) !== TEXT) return "";
    const encoding = wide ? "utf-16le" : page !== undefined && all.u16(page + 4) === UTF8_PAGE ? "utf-8" : "gb18030";
    const text = new TextDecoder(encoding).decode(all.slice(title + 8, wide ? 2 * length : length));
    return text.replace(/\0.*$/s, "");
  } catch {
    return ""; // what a damaged property says of the document is nothing
  }
}
