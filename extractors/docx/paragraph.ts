import { InlineText, raisedNumber, UNREADABLE } from "../inline.ts";
import { joinLines } from "../joining.ts";
import type { Counter } from "../word/numbering.ts";
import { symbolText, textInFont } from "../word/symbols.ts";
import { child, type Xml } from "../xml.ts";
import type { Styles } from "./styles.ts";

/** What a document says besides its text. `isShaded`: some of its ground is not white, so that white text may be seen. */
export type Setting = {
  styles: Styles;
  count: Counter;
  isShaded: boolean;
  /** Is told of text that was left out because it is white. */
  onWhite: (text: string) => void;
};

/** A paragraph's lines as a reader sees them, and the boxes of text that float at it. */
export type ReadParagraph = { lines: string[]; boxes: Xml[] };

/** Tracked deletions, field codes, phonetic guides and the marks of notes are no text of the document. */
const UNREAD = new Set(
  "w:del w:moveFrom w:instrText w:delText w:rt w:pPr w:rPr w:sdtPr w:fldData w:footnoteReference w:endnoteReference".split(
    " ",
  ),
);

const TEXT = new Set(["w:t", "w:tab", "w:br", "w:cr", "w:sym"]);

const textOf = (run: Xml): string => run.children.map((c) => (c.name === "w:t" ? c.text : "")).join("");

export function readParagraph(paragraph: Xml, { styles, count, isShaded, onWhite }: Setting): ReadParagraph {
  const lines: string[] = [];
  const boxes: Xml[] = [];
  const line = new InlineText();
  /** For each field that is open, whether its result has begun: what fields within its code come to is not shown. */
  const fields: boolean[] = [];
  /** Where the paragraph's own line is: marks are raised above it. */
  let base: number | null = null;
  let font = "";
  const run = (element: Xml): void => {
    const look = styles.lookOf(element, paragraph);
    const { isUnseen, isWhite, position, height } = look;
    font = look.font;
    if (isUnseen || (isWhite && !isShaded)) {
      if (!isUnseen) onWhite(textOf(element));
      element.children.filter((c) => c.name === "w:fldChar").forEach(visit);
      return;
    }
    const words = textOf(element);
    if (words !== "") base ??= height;
    const raised = position ?? (height > (base ?? height) ? "above" : height < (base ?? height) ? "below" : null);
    const mark = raised === "above" && !fields.includes(false) ? raisedNumber(words) : null;
    if (mark !== null) line.append(mark);
    else if (raised !== null) apart(element);
    else element.children.forEach(visit);
  };
  const field = ({ attributes }: Xml): void => {
    const kind = attributes["w:fldCharType"];
    if (kind === "begin") fields.push(false);
    if (kind === "separate") fields.splice(-1, 1, true);
    if (kind === "end") fields.pop();
  };
  const apart = (element: Xml): void => {
    line.breakLine();
    element.children.forEach(visit);
    line.breakLine();
  };
  /** What is shown from right to left, whatever it is: no figure can be read of it. */
  const turned = (element: Xml): void => {
    element.children.forEach(visit);
    if (element.attributes["w:val"] === "rtl") line.append(UNREADABLE);
  };
  const endLine = (): void => void lines.push(line.take());
  const readers: Record<string, (element: Xml) => void> = {
    "w:t": ({ text }) => line.append(textInFont(font, text)),
    "w:bdo": turned,
    "m:t": ({ text }) => line.append(text),
    "w:tab": () => line.append(" "),
    "w:ptab": () => line.append(" "),
    "w:fldChar": field,
    "m:num": apart,
    "m:den": apart,
    "m:sup": apart,
    "m:sub": apart,
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
    if (UNREAD.has(element.name) || (fields.includes(false) && TEXT.has(element.name))) return;
    const read = readers[element.name];
    if (read) read(element);
    else element.children.forEach(visit);
  };
  paragraph.children.forEach(visit);
  endLine();
  const [first, ...rest] = lines.filter((text) => text !== "");
  if (first === undefined) return { lines: [], boxes };
  const list = styles.listOf(paragraph);
  return { lines: [joinLines(list ? count(list.list, list.level) : "", first), ...rest], boxes };
}
