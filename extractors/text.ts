import { fromPlainText, UnreadableError } from "../data/records/index.ts";
import { type Carrier, NO_META } from "./carrier.ts";
import { charsetOf, decodeText, unreadable } from "./charset.ts";

/** Plain text: taken as normalized text already, tabs and all. The last carrier: whatever decodes to text is text. */
export const text: Carrier = {
  name: "plain text",
  mediaType: "text/plain",
  recognises: (bytes, hints) => looksLikeText(decodeText(bytes.subarray(0, 4096), charsetOf(hints.mediaType))),
  async extract(bytes, hints) {
    const decoded = decodeText(bytes, charsetOf(hints.mediaType));
    if (decoded.trim() === "") throw new UnreadableError("empty", "the file holds nothing but blanks");
    const broken = unreadable(decoded);
    return {
      mediaType: "text/plain",
      text: fromPlainText(decoded),
      meta: NO_META,
      warnings:
        broken === 0
          ? []
          : [
              {
                code: "text.encoding",
                message: `${broken} characters could not be decoded and stand as \uFFFD`,
                at: "",
              },
            ],
    };
  },
};

/** The head of a file may end within a character, so a few undecodable characters do not speak against text; control characters do. */
function looksLikeText(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  return !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head) && unreadable(head) <= head.length * 0.1;
}
