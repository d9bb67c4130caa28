import { type Block, normalizedText, type Problem, UnreadableError } from "../data/records/index.ts";
import { type Carrier, NO_META } from "./carrier.ts";
import { readBody } from "./docx/body.ts";
import { readLists } from "./docx/lists.ts";
import type { Setting } from "./docx/paragraph.ts";
import { readStyles } from "./docx/styles.ts";
import { missingTables } from "./pictures.ts";
import { documentTitle } from "./title.ts";
import { noteBlocks, wordBlocks } from "./word/blocks.ts";
import type { WordContent } from "./word/content.ts";
import { listCounter } from "./word/numbering.ts";
import { below, child, parseXml, type Xml } from "./xml.ts";
import { isZip, unzip, zipEntries } from "./zip.ts";

/** A Word document: paragraphs, tables, text boxes and notes as they would be printed, tracked changes accepted. */
export const docx: Carrier = {
  name: "Word document (DOCX)",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  recognises: (bytes) => isZip(bytes) && zipEntries(bytes).some((e) => MAIN_PART.test(e.name)),
  async extract(bytes) {
    const entries = zipEntries(bytes);
    const part = (name: RegExp): Xml | null => {
      const entry = entries.find((e) => name.test(e.name));
      return entry ? parseXml(new TextDecoder().decode(unzip(bytes, entry))) : null;
    };
    const body = child(part(MAIN_PART) ?? undefined, "w:body");
    if (!body)
      throw new UnreadableError("truncated", "the Word document is damaged and cannot be read: fetch it again");
    const setting = {
      styles: readStyles(part(/^word\/styles\.xml$/)),
      count: listCounter(readLists(part(/^word\/numbering\.xml$/))),
    };
    const notes = [part(/^word\/footnotes\.xml$/), part(/^word\/endnotes\.xml$/)];
    const blocks = [
      ...wordBlocks(readBody(body, setting), certain),
      ...noteBlocks(
        notes.flatMap((root) => readNotes(root, setting)),
        certain,
      ),
    ];
    if (blocks.length === 0)
      throw entries.some((e) => e.name.startsWith("word/media/"))
        ? new UnreadableError("needs_ocr", "the document holds only images: their text needs OCR")
        : new UnreadableError("empty", "the document holds no text");
    const core = part(/^docProps\/core\.xml$/);
    return {
      mediaType: this.mediaType,
      text: normalizedText(blocks),
      meta: { ...NO_META, title: documentTitle(child(core ?? undefined, "dc:title")?.text ?? "") },
      warnings: doubts(body, blocks),
    };
  },
};

function doubts(body: Xml, blocks: Block[]): Problem[] {
  const problems: Problem[] = [];
  const changes = CHANGES.flatMap((name) => [...below(body, name)]).length;
  if (changes > 0)
    problems.push({
      code: "docx.tracked_changes",
      message: `the document holds ${changes} tracked changes: it is read as if all of them were accepted`,
      at: "",
    });
  const pictures = (): number => [...below(body, "pic:pic"), ...below(body, "v:imagedata")].length;
  return [...problems, ...missingTables(blocks, pictures)];
}

/** Where a table's cells lie, DOCX always says. */
const certain = (): void => undefined;

const CHANGES = ["w:del", "w:ins", "w:moveFrom"];

const MAIN_PART = /^word\/document\d*\.xml$/;

/** The notes that a person wrote; the lines that part them from the text have a type. */
function readNotes(root: Xml | null, setting: Setting): WordContent[][] {
  const notes = root ? [...below(root, "w:footnote"), ...below(root, "w:endnote")] : [];
  return notes.filter((note) => note.attributes["w:type"] === undefined).map((note) => readBody(note, setting));
}
