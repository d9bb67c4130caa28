import type { SourceBlock, SpanCell, SpanTable } from "../../generate/blocks.ts";
import type { Choices } from "../../parser/wild/choices.ts";
import { type Recipe, struck, truthsOf } from "../../parser/wild/document.ts";
import type { Cell, Part, Truth } from "../../parser/wild/draft.ts";

/** A report before it has a carrier, with what it says. */
export type CarrierDocument = {
  title: string;
  blocks: SourceBlock[];
  reports: Truth[];
  generations: Recipe["generations"];
  /** What a carrier's own variety is chosen with. */
  choices: Choices;
};

/**
 * The document of a recipe as blocks, its merged cells merged again, after so many paragraphs that its tables meet a page's
 * end elsewhere.
 */
export function carrierDocument(recipe: Recipe): CarrierDocument {
  const { draft, choices } = struck(recipe);
  const long = Array.from({ length: (recipe.choices[0] ?? 0) % 15 }, () => PROSE);
  const overview = draft.parts.findIndex((part) => typeof part === "string" && part.startsWith("一、"));
  const blocks = draft.parts.toSpliced(overview + 1, 0, ...long).flatMap(blocksOf);
  const first = blocks.findIndex((block) => block.kind === "paragraph" && TITLE.test(block.text));
  const titled = blocks.map((block, i): SourceBlock => {
    if (block.kind === "table") return block;
    return { kind: i === first ? "title" : CHAPTER.test(block.text) ? "heading" : "paragraph", text: block.text };
  });
  return {
    title: titled.flatMap((block) => (block.kind === "title" ? [block.text] : []))[0] ?? "",
    blocks: joinedTables(titled),
    reports: truthsOf(draft),
    generations: recipe.generations,
    choices,
  };
}

const PROSE =
  "我县认真贯彻落实《中华人民共和国政府信息公开条例》，全年主动公开政府信息2231条，制发行政规范性文件7件，受理依申请公开128件，均在法定期限内办结并答复申请人，群众满意度不断提升。";

const TITLE = /年度报告$/;
const CHAPTER = /^[一二三四五六]、/;

function blocksOf(part: Part): SourceBlock[] {
  if (typeof part !== "string") return pieces(part.rows);
  if (part.trim() === "") return [];
  if (!part.includes("\t")) return [{ kind: "paragraph", text: part }];
  return [{ kind: "table", rows: [part.split("\t").map((text) => ({ text }))] }];
}

/** Rows of text with tabs that follow each other are one table. */
function joinedTables(blocks: SourceBlock[]): SourceBlock[] {
  const done: SourceBlock[] = [];
  for (const block of blocks) {
    const last = done.at(-1);
    const [row, ...others] = block.kind === "table" ? block.rows : [];
    if (row !== undefined && others.length === 0 && last?.kind === "table" && last.rows.at(-1)?.length === row.length)
      last.rows.push(row);
    else done.push(block);
  }
  return done;
}

/** A table, in two or more where a page's end stands between its rows. */
function pieces(rows: Cell[][]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let piece: Cell[][] = [];
  const end = (): void => {
    if (piece.length > 0) blocks.push({ kind: "table", rows: merged(piece) });
    piece = [];
  };
  for (const row of rows) {
    if (row.length > 1) piece.push(row);
    else {
      end();
      for (const { text } of row) if (text.trim() !== "") blocks.push({ kind: "paragraph", text });
    }
  }
  end();
  return blocks;
}

/** A full grid with its merged cells merged: a name covers the empty places that no number has, to its right, then below. */
export function merged(rows: Cell[][]): SpanTable {
  const covered = rows.map(() => new Set<number>());
  const isFree = (x: number, y: number): boolean => {
    const cell = rows[y]?.[x];
    return cell !== undefined && cell.text === "" && cell.key === undefined && !covered[y]?.has(x);
  };
  /** Before a row's numbers, the name to the left has the empty places, not one above. */
  const isNamed = (x: number, y: number): boolean => {
    const row = rows[y] ?? [];
    const name = row.slice(0, x).findLast((cell) => cell.text.trim() !== "");
    return name !== undefined && name.key === undefined && row.slice(x).some((cell) => cell.key !== undefined);
  };
  return rows.map((row, y) =>
    row.flatMap((cell, x): SpanCell[] => {
      if (covered[y]?.has(x)) return [];
      if (cell.text.trim() === "") return [{ text: cell.text }];
      let [width, height] = [1, 1];
      while (isFree(x + width, y)) width++;
      const rowBelow = (): number[] => Array.from({ length: width }, (_, i) => x + i);
      while (cell.key === undefined && rowBelow().every((at) => isFree(at, y + height) && !isNamed(at, y + height)))
        height++;
      for (let dy = 0; dy < height; dy++) for (let dx = 0; dx < width; dx++) covered[y + dy]?.add(x + dx);
      return [{ text: cell.text, ...(width > 1 && { colspan: width }), ...(height > 1 && { rowspan: height }) }];
    }),
  );
}
