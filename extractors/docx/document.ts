import { UnreadableError } from "../../data/records/index.ts";
import type { WordContent } from "../word/content.ts";
import type { WordDocument } from "../word/extraction.ts";
import { listCounter } from "../word/numbering.ts";
import { below, child, type Xml } from "../xml.ts";
import { readBody } from "./body.ts";
import { readLists } from "./lists.ts";
import type { Setting } from "./paragraph.ts";
import { readStyles } from "./styles.ts";

/** The root of the first part whose name fits (`word/document.xml`); null where there is none. */
export type Parts = (name: RegExp) => Xml | null;

export const MAIN_PART = /^word\/document\d*\.xml$/;

/** All that a document in Word's XML shows. */
export function readDocument(part: Parts): WordDocument {
  const body = child(part(MAIN_PART) ?? undefined, "w:body");
  if (!body) throw new UnreadableError("truncated", "the Word document is damaged and cannot be read: fetch it again");
  const sheet = part(/^word\/styles\.xml$/);
  let unseenFigures = 0;
  const setting: Setting = {
    styles: readStyles(sheet),
    isShaded: isShaded(body) || (sheet !== null && isShaded(sheet)),
    count: listCounter(readLists(part(/^word\/numbering\.xml$/))),
    onWhite: (text) => {
      if (/\p{Nd}/u.test(text)) unseenFigures += 1;
    },
  };
  const notes = [part(/^word\/footnotes\.xml$/), part(/^word\/endnotes\.xml$/)];
  const core = part(/^docProps\/core\.xml$/);
  const content = readBody(body, setting);
  const inNotes = notes.flatMap((root) => readNotes(root, setting));
  return {
    body: content,
    notes: inNotes,
    unseenFigures,
    leftOut: countOf(body, TAKEN_IN),
    title: child(core ?? undefined, "dc:title")?.text ?? "",
    pictures: countOf(body, PICTURES),
    trackedChanges: countOf(body, CHANGES),
  };
}

/** What lies behind text: shading, a marker's colour, a drawing's. */
const SHADES = new Set(["w:shd", "w:highlight", "a:solidFill", "v:fill"]);
const NO_SHADE = /^(clear|nil) (auto|ffffff)$/i;

const isShaded = ({ name, attributes, children }: Xml): boolean =>
  (SHADES.has(name) && !NO_SHADE.test(`${attributes["w:val"]} ${attributes["w:fill"]}`)) || children.some(isShaded);

const PICTURES = new Set(["pic:pic", "v:imagedata"]);
/** Other documents of which Word takes in the text when it opens this one. */
const TAKEN_IN = new Set(["w:altChunk", "w:subDoc"]);
const CHANGES = new Set(["w:del", "w:ins", "w:moveFrom"]);

const countOf = (parent: Xml, names: ReadonlySet<string>): number =>
  parent.children.reduce((count, c) => count + (names.has(c.name) ? 1 : 0) + countOf(c, names), 0);

/** The notes that a person wrote; the lines that part them from the text have a type. */
function readNotes(root: Xml | null, setting: Setting): WordContent[][] {
  const notes = root ? [...below(root, "w:footnote"), ...below(root, "w:endnote")] : [];
  return notes.filter((note) => note.attributes["w:type"] === undefined).map((note) => readBody(note, setting));
}
