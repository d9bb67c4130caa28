import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { readHtml } from "./html.ts";
import { type MimePart, mimeParts } from "./mht/mime.ts";

/** A web page with its pictures in one file, as browsers and Word save it, by Word under the name of .doc. */
export const mht: Carrier = {
  name: "web archive (MHT)",
  mediaType: "multipart/related",
  recognises: (bytes) => /^\s*[\w-]+:[\s\S]*content-type:\s*multipart\/related/i.test(latin1(bytes, 0, 4096)),
  async extract(bytes) {
    const parts = mimeParts(bytes);
    if (parts === null)
      throw new UnreadableError(
        "truncated",
        "the web archive is cut short (its last part does not end): fetch it again",
      );
    const page = parts.find((part) => /html/i.test(typeOf(part)));
    if (!page) throw new UnreadableError("unsupported", "this is a web archive without a page: save it as HTML or PDF");
    return readHtml(page.body, typeOf(page), this.mediaType);
  },
};

const typeOf = (part: MimePart): string => part.headers.get("content-type") ?? "";
