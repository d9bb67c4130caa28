import type { Extraction } from "../data/records/index.ts";
import type { Carrier } from "./carrier.ts";
import { extension, latin1 } from "./carrier.ts";
import { charsetOf, decodeText } from "./charset.ts";
import { readPage } from "./html/page.ts";

const MARKUP = /<(!doctype\s+html|html|head|body|table|div|p|meta|title|script|h[1-6]|span|font|ul|center|form)[\s>/]/i;

/** A web page of any vintage, or a piece of one, under whatever name it comes. */
export const html: Carrier = {
  name: "HTML page",
  mediaType: "text/html",
  recognises(bytes, hints) {
    const head = latin1(bytes, 0, 4096).replaceAll("\0", ""); // UTF-16 read a byte at a time
    if (/^\s*<[?]xml[^>]*>\s*<(?!!doctype\s+html|html)/i.test(head)) return false;
    if (/^[\s\xEF\xBB\xBF\xFE\xFF]*</.test(head) && MARKUP.test(head)) return true;
    return MARKUP.test(head) && (/^x?html?$|^s?html$/.test(extension(hints)) || /html/i.test(hints.mediaType ?? ""));
  },
  async extract(bytes, hints) {
    return readHtml(bytes, hints.mediaType, this.mediaType);
  },
};

/** A page from its bytes; `declared` is the media type that came with it, `mediaType` what it is called. */
export const readHtml = (bytes: Uint8Array, declared: string | null | undefined, mediaType: string): Extraction =>
  readPage(decodeText(bytes, charsetOf(declared) ?? metaCharset(bytes)), mediaType);

/** The charset that a meta element near the top of the page declares. */
function metaCharset(bytes: Uint8Array): string | null {
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(latin1(bytes, 0, 8192))?.[1] ?? null;
}
