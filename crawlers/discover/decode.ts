/** Text from bytes, by byte order mark, then the declared charset, then the page's own meta; UTF-8 where it is that, else GB18030. */
export const decode = (bytes: Uint8Array, contentType: string | null): string => decoded(bytes, contentType).text;

/** Text from bytes, with the charset in which they are it. */
export function decoded(bytes: Uint8Array, contentType: string | null): { text: string; charset: string } {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  const declared = /charset=["']?([\w-]+)/i;
  const label =
    bytes[0] === 0xef && bytes[1] === 0xbb
      ? "utf-8"
      : (declared.exec(contentType ?? "")?.[1] ?? declared.exec(head)?.[1]);
  const charset = widened(label ?? "utf-8");
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), charset };
  } catch {
    const other = isUtf8(label) ? "gb18030" : "utf-8";
    return { text: new TextDecoder(other).decode(bytes), charset: other };
  }
}

const isUtf8 = (label: string | undefined): boolean => label === undefined || /^utf-?8$/i.test(label);

/** GB2312 pages use characters of its successors. */
const widened = (label: string): string => (/^gb/i.test(label) ? "gb18030" : label);

/** Far more tags than the longest report has: only rubbish has so many, and to read it takes minutes. */
const MOST_TAGS = 100_000;

/** Whether bytes hold so many tags that they are no page. */
export function isRubbish(bytes: Uint8Array): boolean {
  let tags = 0;
  for (let at = bytes.indexOf(0x3c); at >= 0 && tags <= MOST_TAGS; at = bytes.indexOf(0x3c, at + 1)) tags++;
  return tags > MOST_TAGS;
}
