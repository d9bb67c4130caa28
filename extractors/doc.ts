import { type Extraction, normalizedText, type Place, type Problem, UnreadableError } from "../data/records/index.ts";
import { type Carrier, NO_META } from "./carrier.ts";
import { isOlder, readDocument } from "./doc/document.ts";
import { documentProperty } from "./doc/summary.ts";
import { oleNames, openOle } from "./ole.ts";
import { missingTables } from "./pictures.ts";
import { documentTitle } from "./title.ts";
import { noteBlocks, wordBlocks } from "./word/blocks.ts";

const UNCERTAIN = "doc.spans_uncertain";

/** A Word document of before 2007, as Word 97 and later and WPS write it, read as a DOCX is. */
export const doc: Carrier = {
  name: "Word 97–2003 document (DOC)",
  mediaType: "application/msword",
  recognises: (bytes) => oleNames(bytes).has("WordDocument"),
  async extract(bytes) {
    const file = openOle(bytes);
    if (isOlder(file)) return { convert: "doc", mediaType: this.mediaType, otherwise: null };
    const { body, notes, pictures, trackedChanges } = readDocument(file);
    const warnings: Problem[] = [];
    if (trackedChanges > 0)
      warnings.push({
        code: "doc.tracked_changes",
        message: `the document holds ${trackedChanges} tracked changes: it is read as if all of them were accepted`,
        at: "",
      });
    const doubt = (table: Place): void =>
      void warnings.push({
        code: UNCERTAIN,
        message: `the file does not say soundly how the cells of ${table} lie: they are read row by row, merged cells unknown`,
        at: table,
      });
    const blocks = [...wordBlocks(body, doubt), ...noteBlocks(notes, doubt)];
    if (blocks.length === 0)
      throw pictures > 0
        ? new UnreadableError("needs_ocr", "the document holds only images: their text needs OCR")
        : new UnreadableError("empty", "the document holds no text");
    const extraction: Extraction = {
      mediaType: this.mediaType,
      text: normalizedText(blocks),
      meta: { ...NO_META, title: documentTitle(documentProperty(file)) },
      warnings: [...warnings, ...missingTables(blocks, () => pictures)],
    };
    const certain = warnings.every((warning) => warning.code !== UNCERTAIN);
    return certain ? extraction : { convert: "doc", mediaType: this.mediaType, otherwise: extraction };
  },
};
