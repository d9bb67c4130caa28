import { UnreadableError } from "../data/records/index.ts";
import type { Carrier } from "./carrier.ts";
import { readBody } from "./docx/body.ts";
import { readLists } from "./docx/lists.ts";
import type { Setting } from "./docx/paragraph.ts";
import { readStyles } from "./docx/styles.ts";
import type { WordContent } from "./word/content.ts";
import { wordExtraction } from "./word/extraction.ts";
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
    const core = part(/^docProps\/core\.xml$/);
    const document = {
      body: readBody(body, setting),
      notes: notes.flatMap((root) => readNotes(root, setting)),
      title: child(core ?? undefined, "dc:title")?.text ?? "",
      pictures: countOf(body, PICTURES),
      trackedChanges: countOf(body, CHANGES),
    };
    return wordExtraction(document, "docx", this.mediaType);
  },
};

const PICTURES = new Set(["pic:pic", "v:imagedata"]);
const CHANGES = new Set(["w:del", "w:ins", "w:moveFrom"]);

const countOf = (parent: Xml, names: ReadonlySet<string>): number =>
  parent.children.reduce((count, c) => count + (names.has(c.name) ? 1 : 0) + countOf(c, names), 0);

const MAIN_PART = /^word\/document\d*\.xml$/;

/** The notes that a person wrote; the lines that part them from the text have a type. */
function readNotes(root: Xml | null, setting: Setting): WordContent[][] {
  const notes = root ? [...below(root, "w:footnote"), ...below(root, "w:endnote")] : [];
  return notes.filter((note) => note.attributes["w:type"] === undefined).map((note) => readBody(note, setting));
}
