import type { Block, Place } from "../../data/records/index.ts";
import { placeCells, type SpannedCell, tableBlocks } from "../grid.ts";
import { displayOf } from "./display.ts";
import { attribute, descendants, type Element, isElement, textOf } from "./dom.ts";
import type { Shown } from "./hidden.ts";

/** How the content of a cell is read; given by the reader of blocks, which in turn reads tables. */
type CellReader = { text(cell: Element): string; blocks(cell: Element): Block[] };

/** `number` and `numbers`: which of the table's rows, and which of the row's cells, from 1, those that nobody sees included. */
type Row = { number: number; cells: Element[]; numbers: number[]; group: Element | null };

/**
 * A table element as blocks; `number` is which of the page's tables it is, null for other elements that are laid out as one. Rows of data become rectangular tables. A row that only lays out the page (cells that hold
 * tables or paragraphs) becomes its content: a table within stays a table.
 */
export function readTable(table: Element, number: number | null, shown: Shown, read: CellReader): Block[] {
  const blocks: Block[] = [];
  let data: Row[] = [];
  const endTable = (): void => {
    if (data.length > 0) blocks.push(...dataTable(data, number, read));
    data = [];
  };
  let spannedUntil = 0;
  tableRows(table, shown).forEach((row, index) => {
    if (index >= spannedUntil && laysOut(row)) {
      endTable();
      for (const cell of row.cells) blocks.push(...read.blocks(cell));
    } else {
      data.push(row);
      for (const cell of row.cells) spannedUntil = Math.max(spannedUntil, index + span(cell, "rowspan"));
    }
  });
  endTable();
  return blocks;
}

/** The rows of a table, not of the tables within it. Captions become a row of one cell, so that nothing is lost. */
function tableRows(table: Element, shown: Shown): Row[] {
  const rows: Row[] = [];
  let number = 0;
  const addRow = (row: Element, group: Element | null): void => {
    let count = 0;
    const own: Row = { number: ++number, cells: [], numbers: [], group };
    for (const cell of row.childNodes.filter(isElement).filter((e) => displayOf(e) === "cell")) {
      count++;
      if (!shown(cell)) continue;
      own.cells.push(cell);
      own.numbers.push(count);
    }
    if (own.cells.length > 0 && shown(row) && (group === null || shown(group))) rows.push(own);
  };
  const walk = (parent: Element, group: Element | null): void => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      const display = displayOf(child);
      if (display === "row") addRow(child, group);
      else if (display === "caption" && shown(child))
        rows.push({ number: 0, cells: [child], numbers: [1], group: child });
      else if (display === "group") walk(child, child);
    }
  };
  walk(table, null);
  return rows;
}

function dataTable(data: Row[], number: number | null, read: CellReader): Block[] {
  const groups: SpannedCell[][][] = [];
  let group: Element | null | undefined;
  for (const row of data) {
    if (row.group !== group || groups.length === 0) groups.push([]);
    group = row.group;
    groups.at(-1)?.push(
      row.cells.map((cell, i) => ({
        text: read.text(cell),
        ...(number !== null && { place: `table ${number} row ${row.number} cell ${row.numbers[i]}` satisfies Place }),
        rowSpan: span(cell, "rowspan"),
        colSpan: span(cell, "colspan"),
      })),
    );
  }
  const { cells, ends } = placeCells(groups);
  return tableBlocks(cells, ends);
}

/** A cell that fills its row alone may hold prose sooner than one beside others, where the prose must be longer than any label. */
function laysOut(row: Row): boolean {
  const prose = row.cells.length === 1 ? 100 : 400;
  return row.cells.some((cell) => holdsTable(cell) || holdsProse(cell, prose));
}

/** A table within that has cells of its own, not just a frame around one. */
function holdsTable(cell: Element): boolean {
  for (const e of descendants(cell))
    if (e.tagName === "table") {
      let cells = 0;
      for (const inner of descendants(e))
        if ((inner.tagName === "td" || inner.tagName === "th") && ++cells > 1) return true;
    }
  return false;
}

/** Several paragraphs that are more than the lines of a label. */
function holdsProse(cell: Element, length: number): boolean {
  let paragraphs = 0;
  for (const e of descendants(cell)) if (/^(p|div|h[1-6]|br)$/.test(e.tagName)) paragraphs++;
  return paragraphs > 1 && textOf(cell).trim().length > length;
}

/** A missing or broken span is 1; row spans of 0 mean "to the end". */
function span(cell: Element, name: "rowspan" | "colspan"): number {
  const value = Number.parseInt(attribute(cell, name), 10);
  return Number.isNaN(value) || value < 0 || (value === 0 && name === "colspan") ? 1 : value;
}
