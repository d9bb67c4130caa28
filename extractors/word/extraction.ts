import { type Extraction, normalizedText, type Problem, UnreadableError } from "../../data/records/index.ts";
import { NO_META } from "../carrier.ts";
import { missingTables } from "../pictures.ts";
import { documentTitle } from "../title.ts";
import { noteBlocks, wordBlocks } from "./blocks.ts";
import type { WordContent } from "./content.ts";

/** All that a Word document shows, whatever its format. */
export type WordDocument = {
  body: WordContent[];
  notes: WordContent[][];
  /** Its title property, "" where it has none. */
  title: string;
  pictures: number;
  trackedChanges: number;
  /** Pieces of text with digits in the colour of the paper; they are not read. */
  unseenFigures?: number;
  /** Other documents that are shown within this one; they are not read. */
  leftOut?: number;
};

/** Whether a warning says that a table could only be read row by row. */
export const isUncertain = ({ code }: Problem): boolean => code.endsWith(".spans_uncertain");

/** A Word document as normalized text. `format` begins the codes of its warnings. */
export function wordExtraction(document: WordDocument, format: string, mediaType: string): Extraction {
  const warnings: Problem[] = [];
  const warn = (code: string, message: string, at: string): void =>
    void warnings.push({ code: `${format}.${code}`, message, at });
  const { pictures, trackedChanges, unseenFigures = 0, leftOut = 0 } = document;
  if (trackedChanges > 0)
    warn(
      "tracked_changes",
      `the document holds ${trackedChanges} tracked changes: it is read as if all of them were accepted`,
      "",
    );
  if (unseenFigures > 0)
    warn(
      "hidden_text",
      `${unseenFigures} figures are in the colour of the paper: nobody sees them, and they are left out`,
      "",
    );
  if (leftOut > 0)
    warn("left_out", `the document shows the text of ${leftOut} others that are packed in it: that is not read`, "");
  const doubt = (table: string): void =>
    warn(
      "spans_uncertain",
      `the file does not say soundly how the cells of ${table} lie: they are read row by row, merged cells unknown`,
      table,
    );
  const blocks = [...wordBlocks(document.body, doubt), ...noteBlocks(document.notes, doubt)];
  if (blocks.length === 0)
    throw pictures > 0
      ? new UnreadableError("needs_ocr", "the document holds only images: their text needs OCR")
      : new UnreadableError("empty", "the document holds no text");
  return {
    mediaType,
    text: normalizedText(blocks),
    meta: { ...NO_META, title: documentTitle(document.title) },
    warnings: [...warnings, ...missingTables(blocks, () => pictures)],
  };
}
