import { type Extraction, UnreadableError } from "../data/records/index.ts";
import type { Carrier, Hints } from "./carrier.ts";
import { doc } from "./doc.ts";
import { docx } from "./docx.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { ofd } from "./ofd.ts";
import { pdf } from "./pdf.ts";
import { text } from "./text.ts";
import { unsupported } from "./unsupported.ts";

/** Every kind of document there is, in the order in which they are tried: sure marks in the bytes first, plain text last. */
export const CARRIERS: readonly Carrier[] = [pdf, docx, doc, ofd, ...unsupported, html, json, text];

const MAX_BYTES = 200 * 2 ** 20;

/**
 * A document's normalized text. What it is, is decided by its content; name and declared type only help where content is
 * not enough. Throws UnreadableError (`empty`, `truncated`, `encrypted`, `unsupported`, `needs_ocr`, `too_large`) for
 * whatever cannot be read; its message begins with the file's name where the hints give one.
 */
export async function extract(bytes: Uint8Array, hints: Hints): Promise<Extraction> {
  try {
    return await read(bytes, hints);
  } catch (error) {
    if (!(error instanceof UnreadableError) || !hints.fileName) throw error;
    throw new UnreadableError(error.code, `${hints.fileName}: ${error.message}`, { cause: error });
  }
}

async function read(bytes: Uint8Array, hints: Hints): Promise<Extraction> {
  if (bytes.length === 0) throw new UnreadableError("empty", "the file is empty (0 bytes): fetch it again");
  if (bytes.length > MAX_BYTES)
    throw new UnreadableError("too_large", "the file is larger than 200 MB: it is not read");
  const carrier = CARRIERS.find((c) => c.recognises(bytes, hints));
  if (!carrier)
    throw new UnreadableError(
      "unsupported",
      "this is binary data of an unknown kind: give a web page, PDF, DOCX or text",
    );
  return carrier.extract(bytes, hints);
}
