import { UnreadableError } from "../data/records/index.ts";

/** Labels under which Chinese servers declare what is really GB 18030, of which all the others are subsets. */
const GB = /^(gb-?2312(-80)?|gbk|gb18030|cp936|x-gbk|windows-936|euc-cn|hz-gb-2312)$/;
const BIG5 = /^(big5|big5-hkscs|cp950)$/;

/** No page of a report comes near this, and reading text takes many times its size in memory. */
const MOST_TEXT = 64 * 2 ** 20;

/**
 * Text from bytes: by byte order mark, then by what the bytes are, then by what is declared (an HTTP header, a meta element).
 * Content goes before declaration because valid UTF-8 with Chinese in it is never anything else, and wrong declarations are common.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): string {
  if (bytes.length > MOST_TEXT)
    throw new UnreadableError("too_large", "the file holds more than 64 MB of text: it is not read");
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not clean UTF-8: a legacy encoding, or UTF-8 with a few broken characters.
  }
  const label = declared?.trim().toLowerCase() ?? "";
  const utf8 = new TextDecoder("utf-8").decode(bytes);
  const legacy = new TextDecoder(BIG5.test(label) ? "big5" : "gb18030").decode(bytes);
  if (GB.test(label) || BIG5.test(label)) return legacy;
  return unreadable(utf8) <= unreadable(legacy) ? utf8 : legacy;
}

/** The charset parameter of a media type: `text/html; charset=gb2312` → `gb2312`. */
export function charsetOf(mediaType: string | null | undefined): string | null {
  return /charset\s*=\s*["']?([\w-]+)/i.exec(mediaType ?? "")?.[1] ?? null;
}

/** How many characters of a text no decoder understood. */
export function unreadable(text: string): number {
  return text.split("\uFFFD").length - 1;
}
