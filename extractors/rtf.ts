import { type Carrier, latin1 } from "./carrier.ts";
import { readDocument } from "./rtf/document.ts";
import { isUncertain, wordExtraction } from "./word/extraction.ts";

/** Rich text, which Word and WPS also save under the name of .doc, read as a DOCX is. */
export const rtf: Carrier = {
  name: "RTF document",
  mediaType: "application/rtf",
  recognises: (bytes) => /^\s*\{\\rtf/.test(latin1(bytes, 0, 64)),
  async extract(bytes) {
    const read = wordExtraction(readDocument(bytes), "rtf", this.mediaType);
    return read.warnings.some(isUncertain) ? { convert: "rtf", mediaType: this.mediaType, otherwise: read } : read;
  },
};
