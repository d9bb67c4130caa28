import type { Block } from "../../data/records/index.ts";
import { type PlacedCell, tableBlocks } from "../grid.ts";
import { joinLines } from "../joining.ts";
import { below, child, type Xml } from "../xml.ts";
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

type Row = { element: Xml; cells: Cell[]; number: number };
/** `place` counts the row's cells as the file has them, those that carry on a merged cell included. */
type Cell = { element: Xml; column: number; place: number; merge: "starts" | "continues" | null };

/** The paragraphs and tables of a body, a note or a text box, in their order; places count tables as they begin. */
export function bodyReader(setting: Setting): (container: Xml) => Block[] {
  let paragraphs = 0;
  let tables = 0;

  const blocksOf = (container: Xml): Block[] =>
    content(container).flatMap((element): Block[] => {
      if (element.name === "w:tbl") return tableOf(element);
      const { lines, boxes } = readParagraph(element, setting);
      const place = `paragraph ${++paragraphs}`;
      return [...lines.map((text) => ({ kind: "paragraph" as const, text, place })), ...boxes.flatMap(blocksOf)];
    });

  const tableOf = (table: Xml): Block[] => {
    const number = ++tables;
    const blocks: Block[] = [];
    let data: PlacedCell[] = [];
    const endTable = (): void => {
      blocks.push(...tableBlocks(data));
      data = [];
    };
    let open = new Set<number>();
    for (const row of rowsOf(table)) {
      const carriesOn = row.cells.some((c) => c.merge === "continues" && open.has(c.column));
      if (!carriesOn && row.cells.some((c) => laysOut(c.element))) {
        endTable();
        for (const cell of row.cells) blocks.push(...blocksOf(cell.element));
        continue;
      }
      const shown = row.cells.filter((c) => c.merge !== "continues" || !open.has(c.column));
      for (const { element, column, place } of shown)
        data.push({
          text: textOf(element),
          place: `table ${number} row ${row.number} cell ${place}`,
          row: row.number,
          column,
        });
      open = new Set(row.cells.filter((c) => c.merge !== null).map((c) => c.column));
    }
    endTable();
    return blocks;
  };

  const textOf = (cell: Xml): string =>
    content(cell)
      .flatMap((element) => {
        if (element.name === "w:tbl") return rowsOf(element).flatMap((row) => row.cells.map((c) => textOf(c.element)));
        const { lines, boxes } = readParagraph(element, setting);
        return [...lines, ...boxes.map(textOf)];
      })
      .reduce(joinLines, "");

  return blocksOf;
}

/** The paragraphs and tables directly in something, through what only wraps them. */
function content(container: Xml): Xml[] {
  return container.children.flatMap((c) => {
    if (c.name === "w:p" || c.name === "w:tbl") return [c];
    if (c.name === "mc:AlternateContent") return content(child(c, "mc:Choice") ?? c);
    return WRAPPERS.has(c.name) ? content(c) : [];
  });
}

const within = (parent: Xml, name: string): Xml[] =>
  parent.children.flatMap((c) => (c.name === name ? [c] : WRAPPERS.has(c.name) ? within(c, name) : []));

/** The rows of a table that are neither deleted nor hidden. */
function rowsOf(table: Xml): Row[] {
  return within(table, "w:tr").flatMap((element, i) => {
    const properties = child(element, "w:trPr");
    if (child(properties, "w:del") || isOn(properties, "w:hidden")) return [];
    let column = Number(valueIn(properties, "w:gridBefore") ?? 0);
    const cells = within(element, "w:tc").flatMap((cell, at): Cell[] => {
      const own = child(cell, "w:tcPr");
      const merge = child(own, "w:vMerge");
      const start = column;
      column += Math.max(1, Number(valueIn(own, "w:gridSpan") ?? 1) || 1);
      // The old way to merge cells of a row: the others stay, empty and hidden.
      if (valueIn(own, "w:hMerge") === "continue" || child(own, "w:cellDel")) return [];
      const kind = merge ? (valueIn(own, "w:vMerge") === "restart" ? "starts" : "continues") : null;
      return [{ element: cell, column: start, place: at + 1, merge: kind }];
    });
    return [{ element, cells, number: i + 1 }];
  });
}

const PROSE = 400;

/** A cell that holds a table of several cells, or a chapter of prose, only lays out the page. */
function laysOut(cell: Xml): boolean {
  for (const table of below(cell, "w:tbl")) if (rowsOf(table).flatMap((r) => r.cells).length > 1) return true;
  const texts = [...below(cell, "w:t")].reduce((length, t) => length + t.text.length, 0);
  return texts > PROSE && content(cell).length > 1;
}
