import { ole } from "./ole.ts";

/** A run of characters and what changes how they look, as the bytes that a file says it with. */
export type HandmadeRun = { text: string; changes?: number[] };
/** A paragraph with the mark that ends it, and what changes where it stands. */
export type HandmadeParagraph = { runs: HandmadeRun[]; mark?: string; markChanges?: number[]; changes?: number[] };

export const p = (...runs: (HandmadeRun | string)[]): HandmadeParagraph => ({
  runs: runs.map((run) => (typeof run === "string" ? { text: run } : run)),
});
/** One change: its code, and its operand byte by byte. */
export const sprm = (code: number, ...operand: number[]): number[] => [code & 0xff, code >> 8, ...operand];
export const word = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];

const IN_TABLE = sprm(0x2416, 1);
/** A cell of an outermost table: its last paragraph ends with the mark of a cell. */
export const cell = (...runs: (HandmadeRun | string)[]): HandmadeParagraph => ({
  ...p(...runs),
  mark: "\x07",
  changes: IN_TABLE,
});
/** The end of a row; `layout`: the changes that lay it out, `markChanges`: those of its mark's look. */
export const rowEnd = (layout: number[], markChanges: number[] = []): HandmadeParagraph => ({
  runs: [],
  mark: "\x07",
  markChanges,
  changes: [...IN_TABLE, ...sprm(0x2417, 1), ...layout],
});
/** A row's definition: the edges of its cells in twips, and the flags of each. */
export const definition = (edges: number[], flags: number[] = []): number[] => {
  const cells = edges.length - 1;
  const body = [cells, ...edges.flatMap(word)];
  for (let i = 0; i < cells; i++) body.push(...word(flags[i] ?? 0), ...Array<number>(18).fill(0));
  return [...sprm(0xd608), ...word(body.length + 1), ...body];
};

const TEXT = 2048;
const PAGE = 512;

/**
 * A Word 97 document of these paragraphs and footnotes; `flags` go into its head, `width` is how many
 * bytes a character takes.
 */
export function handmadeDoc(
  paragraphs: HandmadeParagraph[],
  notes: HandmadeParagraph[] = [],
  { flags = 0, width = 2, version = 0x00c1 }: { flags?: number; width?: 1 | 2; version?: number } = {},
): Uint8Array {
  const all = [...paragraphs, ...notes];
  const textOf = (some: HandmadeParagraph[]): string =>
    some.map(({ runs, mark = "\r" }) => runs.map((run) => run.text).join("") + mark).join("");
  const text = textOf(all);
  const pageStart = Math.ceil((TEXT + width * text.length) / PAGE);

  let at = TEXT;
  const paragraphRuns = all.map((paragraph) => {
    const start = at;
    at += width * textOf([paragraph]).length;
    const changes = [...word(0), ...(paragraph.changes ?? [])];
    const even = changes.length % 2 === 0 ? changes : [...changes, 0];
    return { start, end: at, bytes: [0, even.length / 2, ...even] };
  });
  at = TEXT;
  const characterRuns = all.flatMap(({ runs, mark = "\r", markChanges = [] }) =>
    [...runs, { text: mark, changes: markChanges }].map(({ text: own, changes = [] }) => {
      const start = at;
      at += width * own.length;
      return { start, end: at, bytes: [changes.length, ...changes] };
    }),
  );
  const papx = pages(paragraphRuns, 13);
  const chpx = pages(characterRuns, 1);

  const main = Buffer.alloc(pageStart * PAGE);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(version, 2);
  main.writeUInt16LE(flags, 10);
  main.writeUInt32LE(text.length - textOf(notes).length, 76);
  main.writeUInt32LE(textOf(notes).length, 80);
  main.write(text, TEXT, width === 2 ? "utf16le" : "latin1");

  const table: Buffer[] = [];
  const structure = (index: number, data: Buffer): void => {
    main.writeUInt32LE(
      table.reduce((sum, part) => sum + part.length, 0),
      154 + 8 * index,
    );
    main.writeUInt32LE(data.length, 158 + 8 * index);
    table.push(data);
  };
  structure(12, pageTable(chpx, pageStart));
  structure(13, pageTable(papx, pageStart + chpx.length));
  const piece = Buffer.from([2, 16, 0, 0, 0, ...new Uint8Array(16)]);
  piece.writeUInt32LE(text.length, 9);
  piece.writeUInt32LE(width === 2 ? TEXT : 2 * TEXT + 0x40000000, 15);
  structure(33, piece);
  const mainStream = Buffer.concat([main, ...[...chpx, ...papx].map(({ page }) => page)]);
  return ole({ WordDocument: mainStream, "0Table": Buffer.concat(table) });
}

type Page = { page: Buffer; start: number; end: number };

/** One run a page: wasteful, and simple. */
const pages = (runs: { start: number; end: number; bytes: number[] }[], size: number): Page[] =>
  runs.map(({ start, end, bytes }) => {
    const page = Buffer.alloc(PAGE);
    page.writeUInt32LE(start, 0);
    page.writeUInt32LE(end, 4);
    const offset = 2 * Math.ceil((8 + size) / 2);
    page.writeUInt8(offset / 2, 8);
    page.set(bytes, offset);
    page.writeUInt8(1, PAGE - 1);
    return { page, start, end };
  });

function pageTable(all: Page[], first: number): Buffer {
  const numbers = [...all.map((page) => page.start), all.at(-1)?.end ?? 0, ...all.map((_, i) => first + i)];
  const table = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => void table.writeUInt32LE(n, 4 * i));
  return table;
}
