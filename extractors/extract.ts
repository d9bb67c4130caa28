import { type Extraction, UnreadableError } from "../data/records/index.ts";
import { gzip, type Reader, type Unpacking, zipArchive } from "./archive.ts";
import type { Carrier, Hints } from "./carrier.ts";
import { type Conversion, readConverted } from "./conversion.ts";
import { csv } from "./csv.ts";
import { doc } from "./doc.ts";
import { docx } from "./docx.ts";
import { html } from "./html.ts";
import { image } from "./image.ts";
import { json } from "./json.ts";
import { mht } from "./mht.ts";
import { odt } from "./odt.ts";
import { ofd } from "./ofd.ts";
import { pdf } from "./pdf.ts";
import { rtf } from "./rtf.ts";
import { text } from "./text.ts";
import { tiff } from "./tiff.ts";
import { unsupported } from "./unsupported.ts";
import { wordXml } from "./word-xml.ts";
import { xls } from "./xls.ts";
import { xlsx } from "./xlsx.ts";

/**
 * Every kind of document there is, in the order in which they are tried: sure marks in the bytes first, plain text last. `outer`
 * is the archive in which the document is.
 */
const carriersWithin = (outer: Unpacking | null): readonly Carrier[] => [
  ...[pdf, docx, doc, rtf, wordXml, mht, odt, ofd, xlsx, xls, image, tiff, ...unsupported],
  zipArchive(readerWithin, outer),
  gzip(readerWithin, outer),
  ...[html, json, csv, text],
];

const readerWithin = (unpacking: Unpacking): Reader => {
  const carriers = carriersWithin(unpacking);
  return (bytes, hints) => readBy(carriers, bytes, hints);
};

export const CARRIERS = carriersWithin(null);

const MAX_BYTES = 200 * 2 ** 20;

/**
 * A document's normalized text. What it is, is decided by its content; name and declared type only help where content is
 * not enough. Throws UnreadableError (`empty`, `truncated`, `encrypted`, `unsupported`, `needs_ocr`, `too_large`) for
 * whatever cannot be read; its message begins with the file's name where the hints give one.
 */
export async function extract(bytes: Uint8Array, hints: Hints): Promise<Extraction> {
  return named(hints, () => readConverted(bytes, (some) => read(some, hints)));
}

/** What goes wrong, under the file's name. */
export async function named<T>({ fileName }: Hints, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnreadableError) || !fileName) throw error;
    throw new UnreadableError(error.code, `${fileName}: ${error.message}`, { cause: error, exitCode: error.exitCode });
  }
}

/** As `extract`, but where LibreOffice is needed, that is the answer; and what goes wrong does not name the file. */
export const read: Reader = (bytes, hints) => readBy(CARRIERS, bytes, hints);

async function readBy(carriers: readonly Carrier[], bytes: Uint8Array, hints: Hints): Promise<Extraction | Conversion> {
  if (bytes.length === 0) throw new UnreadableError("empty", "the file is empty (0 bytes): fetch it again");
  if (bytes.length > MAX_BYTES)
    throw new UnreadableError("too_large", "the file is larger than 200 MB: it is not read");
  const carrier = carriers.find((c) => c.recognises(bytes, hints));
  if (!carrier)
    throw new UnreadableError(
      "unsupported",
      "this is binary data of an unknown kind: give a web page, PDF, DOCX or text",
    );
  return carrier.extract(bytes, hints);
}
