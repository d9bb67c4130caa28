import type { Block } from "../../data/records/index.ts";
import { InlineText, raisedNumber } from "../inline.ts";
import { displayOf } from "./display.ts";
import { attribute, type Element, isElement, isText, type Node, textOf } from "./dom.ts";
import type { Shown } from "./hidden.ts";
import { readTable } from "./table.ts";

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
      const display = displayOf(node);
      if (display === "inline") node.childNodes.forEach(visit);
      else if (display === "raised" || display === "lowered") apart(node, line, visit);
      else {
        endParagraph();
        if (display === "table") blocks.push(...readTable(node, tables.get(node) ?? null, shown, reader));
        else node.childNodes.forEach(visit);
        endParagraph();
      }
    };
    if (displayOf(element) === "table") visit(element);
    else element.childNodes.forEach(visit);
    endParagraph();
    return blocks;
  };

  const cellText = (cell: Element): string => {
    const line = new InlineText();
    const visit = (node: Node): void => {
      if (isText(node)) line.append(node.value);
      if (!isElement(node) || !shown(node)) return;
      if (node.tagName === "input") line.append(fieldValue(node));
      else if (displayOf(node) === "inline") node.childNodes.forEach(visit);
      else apart(node, line, visit);
    };
    cell.childNodes.forEach(visit);
    return line.take();
  };

  const reader = { text: cellText, blocks: blocksOf };
  return blocksOf(container);
}

/** A footnote's raised number after a figure must not become its last digit; nor does what stands on a line of its own. */
function apart(element: Element, line: InlineText, visit: (node: Node) => void): void {
  const mark = displayOf(element) === "raised" ? raisedNumber(textOf(element)) : null;
  if (mark !== null) {
    line.append(mark);
    return;
  }
  line.breakLine();
  element.childNodes.forEach(visit);
  line.breakLine();
}

/** What a field of a form shows, in a cell of a table that was filled in on the screen. */
const fieldValue = (input: Element): string =>
  /^(text|number)?$/i.test(attribute(input, "type")) ? attribute(input, "value") : "";
