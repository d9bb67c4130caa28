import type { Section } from "../../../data/records/index.ts";
import { chapters } from "../../../data/words/labels.ts";
import { isFurniture } from "../lines/index.ts";
import type { Body } from "./body.ts";
import { chapterHeading, type Heading, printedHeading } from "./headings.ts";

/**
 * The report's chapters in their order: `heading` as printed, `text` the prose under it, a paragraph a line, without the tables. Every
 * line of prose is in the text of one chapter, or stands before the first. Reports on the forms of 2019 and later have the form's six
 * chapters, each once: where one is there twice (prose and tables apart), its text is that under both, its heading that of the one with
 * the table, or of the fuller. Earlier reports have the chapters that they print, by their printed numbers.
 */
export function readSections(body: Body, format: string | null): Section[] {
  const chosen = format === "2008" ? printedChapters(body) : statutoryChapters(body);
  const sections = new Map<number, Chapter>();
  chosen.forEach((heading, i) => {
    const under = chapterUnder(heading, chosen[i + 1]?.from ?? body.to, body);
    const known = sections.get(heading.ordinal);
    sections.set(heading.ordinal, known === undefined ? under : merged(known, under));
  });
  return [...sections.values()]
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ ordinal, heading, text }) => ({ ordinal, heading, text }));
}

type Chapter = Section & { table: boolean };

function chapterUnder({ ordinal, heading, to: start, rest }: Heading, end: number, { lines, isTable }: Body): Chapter {
  const prose = rest === "" ? [] : [rest];
  let table = false;
  for (let line = start; line < end; line += 1) {
    if (isTable(line)) table = true;
    else {
      const text = (lines[line] ?? "").trim();
      if (text !== "" && !isFurniture(text)) prose.push(text);
    }
  }
  return { ordinal, heading, text: prose.join("\n"), table };
}

function merged(a: Chapter, b: Chapter): Chapter {
  const { ordinal } = a;
  const better = a.table === b.table ? b.text.length > a.text.length : b.table;
  // Joined by + and not by join(), which would copy a text again at every of its thousand pieces.
  const text = a.text === "" || b.text === "" ? a.text + b.text : `${a.text}\n${b.text}`;
  return { ordinal, heading: better ? b.heading : a.heading, text, table: a.table || b.table };
}

const LAST_CHAPTER = Math.max(...chapters.map((chapter) => chapter.ordinal));

/**
 * Of all lines that word a chapter's heading, those that head one. What comes again where the chapter's own number is printed, or goes
 * back in the order without it, heads a paragraph.
 */
function statutoryChapters(body: Body): Heading[] {
  const candidates = found(body, (line) => chapterHeading(body.lines, line, body.isTable));
  const strong = new Set(candidates.filter((h) => h.numbered && !h.loose).map((h) => h.ordinal));
  const likely = candidates.filter((h) => h.numbered || !strong.has(h.ordinal));
  const taken = new Set<number>();
  let last = 0;
  const chosen = withoutContents(likely, body).filter(({ ordinal, numbered, loose }) => {
    if (ordinal <= last && (!numbered || (loose && taken.has(ordinal)))) return false;
    taken.add(ordinal);
    last = ordinal;
    return true;
  });
  return [...chosen, ...chaptersAfter(body, chosen.at(-1))];
}

/** A seventh chapter that a publisher added. */
function chaptersAfter(body: Body, last: Heading | undefined): Heading[] {
  if (last?.ordinal !== LAST_CHAPTER) return [];
  return inSequence(
    found({ ...body, from: last.to }, (line) => printedHeading(body.lines, line)),
    LAST_CHAPTER,
  );
}

/** Chapters count on from one to the next; numbers that begin again are those of paragraphs. */
function printedChapters(body: Body): Heading[] {
  const candidates = found(
    body,
    (line) => printedHeading(body.lines, line) ?? chapterHeading(body.lines, line, body.isTable),
  );
  return inSequence(withoutContents(candidates, body), 0);
}

function inSequence(headings: readonly Heading[], before: number): Heading[] {
  let last = before;
  return headings.filter(({ ordinal }) => {
    if (ordinal !== last + 1) return false;
    last = ordinal;
    return true;
  });
}

function found({ from, to, isTable }: Body, headingAt: (line: number) => Heading | null): Heading[] {
  const headings: Heading[] = [];
  for (let line = from; line < to; line += 1) {
    const heading = isTable(line) ? null : headingAt(line);
    if (heading === null || heading.to > to) continue;
    headings.push(heading);
    line = heading.to - 1;
  }
  return headings;
}

/** Without the table of contents: headings over nothing, after which the first of them comes again. */
function withoutContents(headings: readonly Heading[], body: Body): Heading[] {
  let last = 0;
  while (isBare(headings[last], headings[last + 1], body)) last += 1;
  const begins = headings.findIndex((heading, i) => i > 0 && heading.ordinal === headings[0]?.ordinal);
  return last > 0 && begins > 0 && begins <= last + 1 ? headings.slice(begins) : [...headings];
}

function isBare(heading: Heading | undefined, next: Heading | undefined, { lines, isTable }: Body): boolean {
  if (heading === undefined || next === undefined || heading.rest !== "") return false;
  for (let line = heading.to; line < next.from; line += 1)
    if (isTable(line) || (lines[line] ?? "").trim() !== "") return false;
  return true;
}
