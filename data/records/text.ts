import type { Problem } from "./report.ts";

/**
 * Where a piece of a stored original stands, in words a person can follow:
 * `page 2 box 101.5,240.0,140.2,256.0` for a PDF (points, origin top left), `table 2 row 5 cell 3` for HTML and Word.
 */
export type Place = string;

/**
 * What other readings of a text that a program recognised in a picture (OCR) came to; none where it was read once. Such a text is
 * never to be trusted alone.
 */
export type OtherReadings = readonly string[];

/** A paragraph, or a table whose spans are already resolved: a merged cell's text stands top left, the places it covers are "". */
export type Block = ({ kind: "paragraph" } & BlockText) | { kind: "table"; rows: BlockText[][] };

/** `recognised` only where it was. */
export type BlockText = { text: string; place?: Place; recognised?: OtherReadings };

/**
 * What every extractor gives and the parser reads. A paragraph a line; a table row a line, its cells separated by tabs;
 * a blank line between blocks.
 */
export type NormalizedText = {
  lines: string[];
  /** Where line `line`, cell `cell` (both from 0) stands in the source; null where only the text itself is known. */
  place(line: number, cell: number): Place | null;
  /** Null for a cell whose text the document holds as text. */
  recognised(line: number, cell: number): OtherReadings | null;
};

/** What an extractor gives for one document: its text, and what the page around it says of it. */
export type Extraction = {
  /** What the bytes are, decided by content: not what a header or a name says. */
  mediaType: string;
  text: NormalizedText;
  /** Evidence from outside the text, each null where the document does not say it. */
  meta: {
    /** The document's own title: article title meta, heading or document property. */
    title: string | null;
    /** ISO date (YYYY-MM-DD) on which the page says it was published. */
    published: string | null;
    /** The body that the page names as its source (来源, 发布机构). */
    publisher: string | null;
    siteName: string | null;
    columnName: string | null;
  };
  /** The files that a web page's article links to, and its pictures: what they hold is not in the text. */
  linked?: Linked[];
  /** The names of the documents that an archive holds and that were read: what is from one has a place that begins with its name. */
  entries?: string[];
  /** Part of it could not be read, or only with doubt, for want of a program that this machine lacks. */
  lacking?: boolean;
  /** What could not be read, or only with doubt. */
  warnings: Problem[];
};

/** `address` as the page writes it, which may be relative to the page's own. */
export type Linked = { kind: "attachment" | "image"; address: string; text: string };

/** Normalized text from blocks, remembering where each cell stands. */
export function normalizedText(blocks: Block[]): NormalizedText {
  const lines: string[] = [];
  const sources: BlockText[][] = [];
  const push = (line: string, cells: BlockText[]): void => {
    lines.push(line);
    sources.push(cells);
  };
  blocks.forEach((block, i) => {
    if (i > 0) push("", []);
    if (block.kind === "paragraph") push(oneLine(block.text), [block]);
    else for (const row of block.rows) push(row.map((c) => oneLine(c.text)).join("\t"), row);
  });
  return {
    lines,
    place: (line, cell) => sources[line]?.[cell]?.place ?? null,
    recognised: (line, cell) => sources[line]?.[cell]?.recognised ?? null,
  };
}

/** Normalized text from a string that is such text already (a seed, standard input, a .txt file). */
export function fromPlainText(text: string): NormalizedText {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  return { lines, place: () => null, recognised: () => null };
}

const oneLine = (text: string): string => text.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, " ").trim();
