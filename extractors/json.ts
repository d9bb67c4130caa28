import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { charsetOf, decodeText } from "./charset.ts";
import { markupInSource } from "./html/embedded.ts";
import { readPage } from "./html/page.ts";

/** The answer of a CMS endpoint that delivers an article's HTML inside JSON (`{"data":{"body":"<p>…"}}`). */
export const json: Carrier = {
  name: "JSON with an article in it",
  mediaType: "application/json",
  recognises: (bytes) => /^\s*[{[]\s*["{[\]}]/.test(latin1(bytes, 0, 256).replace(/^\xEF\xBB\xBF/, "")),
  async extract(bytes, hints) {
    const html = markupInSource(decodeText(bytes, charsetOf(hints.mediaType)));
    if (html === null) throw new UnreadableError("unsupported", "this is JSON without an HTML article in it");
    return readPage(html, "application/json");
  },
};
