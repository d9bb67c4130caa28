import type { Section } from "../../data/records/index.ts";
import { chapters } from "../../data/words/labels.ts";
import { fold, labelKey, splitOrdinal, withoutParentheses } from "./normalize.ts";
import type { Region } from "./regions.ts";

const LONGEST_HEADING = 45;

const always = new Map(chapters.flatMap((c) => c.headings.map((h) => [labelKey(fold(h)), c.ordinal] as const)));
const numbered = new Map(chapters.flatMap((c) => c.loose.map((h) => [labelKey(fold(h)), c.ordinal] as const)));

type Heading = { ordinal: number; heading: string; line: number; rest: string };

/**
 * The report's chapters by their headings, at most one of each of the six, in the form's order: `heading` as printed, `text` the prose
 * under it, a paragraph a line, without its tables. Where a chapter is there twice (a table of contents, prose and tables apart), the one with the table, or the fuller one.
 */
export function readSections(
  lines: readonly string[],
  from: number,
  to: number,
  regions: readonly Region[],
): Section[] {
  const headings: Heading[] = [];
  const inTable = tableLines(regions);
  for (let i = from; i < to; i += 1) {
    const heading = inTable(i) ? null : headingOf(lines[i] ?? "", i);
    if (heading !== null) headings.push(heading);
  }
  const best = new Map<number, Section & { table: boolean }>();
  let next = 0;
  headings.forEach(({ ordinal, heading, line, rest }, i) => {
    const end = headings[i + 1]?.line ?? to;
    const prose = rest === "" ? [] : [rest];
    for (let n = line + 1; n < end; n += 1) {
      const text = inTable(n) ? "" : (lines[n] ?? "").trim();
      if (text !== "") prose.push(text);
    }
    const text = prose.join("\n");
    const known = best.get(ordinal);
    while ((regions[next]?.from ?? end) < line) next += 1;
    const table = (regions[next]?.from ?? end) < end;
    const fuller = known === undefined || (table === known.table ? text.length > known.text.length : table);
    if (fuller) best.set(ordinal, { ordinal, heading, text, table });
  });
  return [...best.values()]
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ ordinal, heading, text }) => ({ ordinal, heading, text }));
}

function tableLines(regions: readonly Region[]): (line: number) => boolean {
  let next = 0;
  let last = -1;
  return (line) => {
    if (line < last) next = 0;
    last = line;
    while (next < regions.length && (regions[next]?.to ?? 0) <= line) next += 1;
    return line >= (regions[next]?.from ?? Number.POSITIVE_INFINITY);
  };
}

/** A number that Word counts by itself is parted from its heading by a tab. */
const NUMBER_AND_TAB = /^([(（]?[一二三四五六\d]{1,2}[)）]?[、.．]?)\t+/;

function headingOf(printed: string, line: number): Heading | null {
  const text = printed.trim().replace(NUMBER_AND_TAB, "$1 ");
  if (text === "") return null;
  const start = text.slice(0, LONGEST_HEADING);
  const { number, parenthesised, rest } = splitOrdinal(fold(start));
  if (text.length <= LONGEST_HEADING && !text.includes("\t")) {
    const key = labelKey(withoutParentheses(rest));
    const ordinal = always.get(key) ?? (parenthesised ? undefined : numberedAs(key, number));
    if (ordinal !== undefined) return { ordinal, heading: text, line, rest: "" };
  }
  // 一、总体情况。2021年，我局… : the heading runs on into its first paragraph.
  const stop = number > 0 && !parenthesised ? /[。:]/.exec(rest) : null;
  if (stop === null) return null;
  const ordinal = always.get(labelKey(rest.slice(0, stop.index)));
  if (ordinal !== number) return null;
  const end = start.length - rest.length + stop.index + 1;
  return { ordinal, heading: text.slice(0, end - 1), line, rest: text.slice(end).trim() };
}

const numberedAs = (key: string, number: number): number | undefined => {
  const ordinal = numbered.get(key);
  return ordinal === number ? ordinal : undefined;
};
