import type { Carrier } from "./carrier.ts";
import { MAIN_PART, readDocument } from "./docx/document.ts";
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
    return wordExtraction(document, "docx", this.mediaType);
  },
};
