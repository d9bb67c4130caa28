import type { Block } from "../../data/records/index.ts";
import { InlineText, raisedNumber } from "../inline.ts";
import { attribute, type Element, isElement, isText, type Node, textOf } from "./dom.ts";
import type { Shown } from "./hidden.ts";
import { readTable } from "./table.ts";

const BLOCK = new Set(
  "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td th tr ul".split(
    " ",
  ),
);

/**
 * The paragraphs and tables of a part of a page, in the order of the document. `shown` decides which elements are read;
 * places count paragraphs as they are read, from 1, and tables as the page does: `tables` has the number of each.
 */
export function readBlocks(container: Element, shown: Shown, tables: ReadonlyMap<Element, number>): Block[] {
  let paragraphs = 0;

  const blocksOf = (element: Element): Block[] => {
    const blocks: Block[] = [];
    const line = new InlineText();
    const endParagraph = (): void => {
      const text = line.take();
      if (text !== "") blocks.push({ kind: "paragraph", text, place: `paragraph ${++paragraphs}` });
    };
    const visit = (node: Node): void => {
      if (isText(node)) line.append(node.value);
      if (!isElement(node) || !shown(node)) return;
      const instead = writtenAs(node);
      if (instead !== null) {
        line.append(instead);
        return;
      }
      const block = node.tagName === "br" || isBlock(node);
      if (block) endParagraph();
      else if (isApart(node)) line.breakLine();
      if (node.tagName === "table") blocks.push(...readTable(node, tables.get(node) ?? 0, shown, reader));
      else node.childNodes.forEach(visit);
      if (block) endParagraph();
      else if (isApart(node)) line.breakLine();
    };
    if (element.tagName === "table") visit(element);
    else element.childNodes.forEach(visit);
    endParagraph();
    return blocks;
  };

  const cellText = (cell: Element): string => {
    const line = new InlineText();
    const visit = (node: Node): void => {
      if (isText(node)) line.append(node.value);
      if (!isElement(node) || !shown(node)) return;
      const instead = writtenAs(node) ?? fieldValue(node);
      if (instead !== null) {
        line.append(instead);
        return;
      }
      const apart = isBlock(node) || isApart(node);
      if (apart) line.breakLine();
      node.childNodes.forEach(visit);
      if (apart) line.breakLine();
    };
    cell.childNodes.forEach(visit);
    return line.take();
  };

  const reader = { text: cellText, blocks: blocksOf };
  return blocksOf(container);
}

/** The text that stands for an element: a raised number for the mark of a note. */
const writtenAs = (element: Element): string | null => (isRaised(element) ? raisedNumber(textOf(element)) : null);

/** What a form's field shows, in a cell of a table that was filled in on the screen. */
const fieldValue = (element: Element): string | null =>
  element.tagName === "input" && SHOWN_FIELD.test(attribute(element, "type")) ? attribute(element, "value") : null;

const SHOWN_FIELD = /^(text|number)?$/i;

const isRaised = (element: Element): boolean =>
  element.tagName === "sup" || /vertical-align\s*:\s*super\b/i.test(attribute(element, "style"));

/** Raised and lowered text stands apart from the figure beside it. */
const APART = new Set(["br", "sup", "sub"]);

const isApart = (element: Element): boolean =>
  APART.has(element.tagName) || /vertical-align\s*:\s*(super|sub)\b/i.test(attribute(element, "style"));

const isBlock = (element: Element): boolean =>
  BLOCK.has(element.tagName) || /display\s*:\s*(block|table|flex|list-item)/i.test(attribute(element, "style"));
