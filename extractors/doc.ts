import type { Carrier } from "./carrier.ts";
import { isOlder, readDocument } from "./doc/document.ts";
import { documentProperty } from "./doc/summary.ts";
import { oleNames, openOle } from "./ole.ts";
import { isUncertain, wordExtraction } from "./word/extraction.ts";

/** A Word document of before 2007, as Word 97 and later and WPS write it, read as a DOCX is. */
export const doc: Carrier = {
  name: "Word 97–2003 or WPS document (DOC, WPS)",
  mediaType: "application/msword",
  recognises: (bytes) => oleNames(bytes).has("WordDocument"),
  async extract(bytes) {
    const file = openOle(bytes);
    if (isOlder(file)) return { convert: "doc", mediaType: this.mediaType, otherwise: null };
    const read = wordExtraction({ ...readDocument(file), title: documentProperty(file) }, "doc", this.mediaType);
    return read.warnings.some(isUncertain) ? { convert: "doc", mediaType: this.mediaType, otherwise: read } : read;
  },
};
