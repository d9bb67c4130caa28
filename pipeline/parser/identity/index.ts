import type { Organ, Problem, Scope } from "../../../data/records/index.ts";
import type { ParseContext } from "../context.ts";
import { findPublished } from "./published.ts";
import { scopeOf } from "./scope.ts";
import { bestTitle, findTitles } from "./title.ts";
import { judge, type Verdict } from "./verdict.ts";
import { findOrgan } from "./whose.ts";
import { findYear } from "./year.ts";

export { findOpenings, MOST_OPENINGS, type Opening } from "./openings.ts";
export { scopeOf } from "./scope.ts";
export { isCorrection, isJoint } from "./title.ts";
export { NOTICE, type Verdict } from "./verdict.ts";

/** What a report says of itself, and whether it is one. */
export type Identity = {
  title: string | null;
  organ: Organ;
  /** A government's report on all its organs, or one organ's on itself: two reports, though their titles are nearly the same. */
  scope: Scope;
  year: number | null;
  /** ISO date. */
  published: string | null;
  verdict: Verdict;
  problems: Problem[];
};

/** A report says who it is at its head and end; a text of many megabytes is not searched for it. */
const HEAD = 40_000;
const END = 4_000;

function excerpt(lines: readonly string[]): string {
  let length = 0;
  const head: string[] = [];
  for (const line of lines) {
    head.push(line.slice(0, HEAD));
    length += line.length + 1;
    if (length > HEAD) break;
  }
  const rest = lines.slice(Math.max(head.length, lines.length - 40));
  return [...head, ...rest.map((line) => line.slice(-END))].join("\n");
}

/**
 * Tells what a document is: title, organ with its division and level, year, date of publication, and whether it is an annual report.
 * `lines` is the normalized text of this one report, `statutoryTables` how many of its three statutory tables were recognised (0–3).
 * What cannot be told is null, and a problem says what would fit; nothing throws.
 */
export function identify(lines: readonly string[], context: ParseContext, statutoryTables: number): Identity {
  const { evidence } = context;
  const text = excerpt(lines);
  const titles = findTitles(lines, evidence.title, evidence.linkText);
  const title = bestTitle(titles);
  const { year, problems } = findYear(titles, text);
  const whose = findOrgan(lines, text, titles, evidence, year);
  return {
    title: title?.text ?? null,
    organ: whose.organ,
    scope: scopeOf(whose.organ, title?.text ?? null),
    year,
    published: findPublished(lines, evidence.published, evidence.listedDate, {
      year,
      retrieved: context.source.retrieved,
    }),
    verdict: judge(titles, text.split("\n"), evidence, statutoryTables),
    problems: [...problems, ...whose.problems],
  };
}
