import type { WordCell, WordContent, WordRow } from "../word/content.ts";
import { child, type Xml } from "../xml.ts";
import { readParagraph, type Setting } from "./paragraph.ts";
import { isOn, valueIn } from "./values.ts";

/** Content controls, tracked insertions and the like, which only wrap what they hold. */
const WRAPPERS = new Set([
  "w:sdt",
  "w:sdtContent",
  "w:customXml",
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "mc:AlternateContent",
]);

/** The paragraphs and tables directly in a body, a note, a cell or a text box, through what only wraps them. */
export function readBody(container: Xml, setting: Setting): WordContent[] {
  return container.children.flatMap((c): WordContent[] => {
    if (c.name === "w:tbl") return [{ kind: "table", rows: rowsOf(c, setting), certain: true }];
    if (c.name === "w:p") {
      const { lines, boxes } = readParagraph(c, setting);
      return [{ kind: "paragraph", lines, boxes: boxes.map((box) => readBody(box, setting)) }];
    }
    if (c.name === "mc:AlternateContent") return readBody(child(c, "mc:Choice") ?? c, setting);
    return WRAPPERS.has(c.name) ? readBody(c, setting) : [];
  });
}

const within = (parent: Xml, name: string): Xml[] =>
  parent.children.flatMap((c) => (c.name === name ? [c] : WRAPPERS.has(c.name) ? within(c, name) : []));

/** The rows of a table that are neither deleted nor hidden. */
function rowsOf(table: Xml, setting: Setting): WordRow[] {
  return within(table, "w:tr").flatMap((element, i): WordRow[] => {
    const properties = child(element, "w:trPr");
    if (child(properties, "w:del") || isOn(properties, "w:hidden")) return [];
    let column = Number(valueIn(properties, "w:gridBefore") ?? 0);
    const cells: WordCell[] = [];
    for (const [at, cell] of within(element, "w:tc").entries()) {
      const own = child(cell, "w:tcPr");
      const merge = child(own, "w:vMerge");
      const start = column;
      column += Math.max(1, Number(valueIn(own, "w:gridSpan") ?? 1) || 1);
      if (child(own, "w:cellDel")) continue;
      const before = cells.at(-1);
      // The old way to merge cells of a row: the others stay, empty and hidden.
      if (valueIn(own, "w:hMerge") === "continue") {
        if (before) before.end = column;
        continue;
      }
      const kind = merge ? (valueIn(own, "w:vMerge") === "restart" ? "starts" : "continues") : null;
      cells.push({ column: start, end: column, place: at + 1, merge: kind, content: readBody(cell, setting) });
    }
    return [{ number: i + 1, cells }];
  });
}
