import { InlineText, raisedNumber } from "../inline.ts";
import type { Counter } from "../word/numbering.ts";
import { symbolText } from "../word/symbols.ts";
import { child, type Xml } from "../xml.ts";
import type { Styles } from "./styles.ts";
import { valueIn } from "./values.ts";

/** What a document says besides its text. */
export type Setting = { styles: Styles; count: Counter };

/** A paragraph's lines as a reader sees them, and the boxes of text that float at it. */
export type ReadParagraph = { lines: string[]; boxes: Xml[] };

/** Tracked deletions, field codes, phonetic guides and the marks of notes are no text of the document. */
const UNREAD = new Set(
  "w:del w:moveFrom w:instrText w:delText w:rt w:pPr w:rPr w:sdtPr w:fldData w:footnoteReference w:endnoteReference".split(
    " ",
  ),
);

export function readParagraph(paragraph: Xml, { styles, count }: Setting): ReadParagraph {
  const lines: string[] = [];
  const boxes: Xml[] = [];
  const line = new InlineText();
  const run = (element: Xml): void => {
    if (styles.isUnseen(element)) return;
    const position = valueIn(child(element, "w:rPr"), "w:vertAlign") ?? "";
    const words = element.children.map((c) => (c.name === "w:t" ? c.text : "")).join("");
    const mark = position === "superscript" ? raisedNumber(words) : null;
    if (mark !== null) {
      line.append(mark);
      return;
    }
    const apart = position === "superscript" || position === "subscript";
    if (apart) line.breakLine();
    element.children.forEach(visit);
    if (apart) line.breakLine();
  };
  const endLine = (): void => void lines.push(line.take());
  const readers: Record<string, (element: Xml) => void> = {
    "w:t": ({ text }) => line.append(text),
    "m:t": ({ text }) => line.append(text),
    "w:tab": () => line.append(" "),
    "w:br": endLine,
    "w:cr": endLine,
    "w:noBreakHyphen": () => line.append("-"),
    "w:sym": ({ attributes }) =>
      line.append(symbolText(attributes["w:font"] ?? "", Number.parseInt(attributes["w:char"] ?? "", 16))),
    "w:txbxContent": (element) => void boxes.push(element),
    "mc:AlternateContent": (element) => (child(element, "mc:Choice") ?? element).children.forEach(visit),
    "w:r": run,
  };
  const visit = (element: Xml): void => {
    if (UNREAD.has(element.name)) return;
    const read = readers[element.name];
    if (read) read(element);
    else element.children.forEach(visit);
  };
  paragraph.children.forEach(visit);
  endLine();
  const [first, ...rest] = lines.filter((text) => text !== "");
  if (first === undefined) return { lines: [], boxes };
  const list = styles.listOf(paragraph);
  return { lines: [(list ? count(list.list, list.level) : "") + first, ...rest], boxes };
}
