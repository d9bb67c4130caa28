import { UnreadableError } from "../data/records/index.ts";
import type { Carrier } from "./carrier.ts";
import { MAIN_PART, readDocument } from "./docx/document.ts";
import { formatOf } from "./image/size.ts";
import { wordExtraction } from "./word/extraction.ts";
import { parseXml } from "./xml.ts";
import { isZip, unzip, zipEntries } from "./zip.ts";

/** A Word document: paragraphs, tables, text boxes and notes as they would be printed, tracked changes accepted. */
export const docx: Carrier = {
  name: "Word document (DOCX)",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  recognises: (bytes) => isZip(bytes) && zipEntries(bytes).some((e) => MAIN_PART.test(e.name)),
  async extract(bytes) {
    const entries = zipEntries(bytes);
    const document = readDocument((name) => {
      const entry = entries.find((e) => name.test(e.name));
      return entry ? parseXml(new TextDecoder().decode(unzip(bytes, entry))) : null;
    });
    try {
      return wordExtraction(document, "docx", this.mediaType);
    } catch (error) {
      const images = picturesIn(bytes);
      if (!(error instanceof UnreadableError) || error.code !== "needs_ocr" || images.length === 0) throw error;
      const { imageOf, imagesExtraction } = await import("./image/images.ts");
      return await imagesExtraction("Word document", this.mediaType, images.map(imageOf));
    }
  },
};

/** The pictures of a document that can be recognised, as Word numbers them: in the order in which they were put in. */
const picturesIn = (bytes: Uint8Array): Uint8Array[] =>
  zipEntries(bytes)
    .filter(({ name }) => name.startsWith("word/media/"))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }))
    .map((entry) => unzip(bytes, entry))
    .filter((picture) => formatOf(picture) !== undefined);
