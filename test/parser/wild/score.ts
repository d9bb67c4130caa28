import { type CellStatus, fromPlainText, type Report } from "../../../data/records/index.ts";
import { contextOf, parse } from "../../../pipeline/parser/index.ts";
import { identitiesOf } from "../sample.ts";
import type { Wild } from "./document.ts";
import type { Truth } from "./draft.ts";
import { arithmetic } from "./identities.ts";

/** How a document's reports compare with what it says, each fault in a line of its own. */
export type Score = {
  cells: number;
  right: number;
  /** Of table 三, whose numbers identities can prove: the numbers printed, and those that are read. */
  provable: number;
  proven: number;
  /** Numbers that are not there. */
  silent: string[];
  /** Numbers that are left unread. */
  loud: number;
  /** Numbers that a careful reader could have read, and their count. */
  missed: string[];
  readable: number;
  /** Reports that call themselves proven and are not. */
  trusted: string[];
  /** Reports that are complete and consistent, and are called less than `realigned`; and how many are. */
  doubted: string[];
  complete: number;
  /** Gaps that are called what they are not. */
  gaps: string[];
  /** Errors of the publisher that are not `inconsistent`, or with other checks failing than do. */
  errors: string[];
  erring: number;
  /** Addresses at which the number does not stand. */
  places: string[];
  /** A document that took longer than any may. */
  slow: string[];
  reports: Report[];
};

/** What a document says, and the lines of text that were read of it. */
export type Told = Pick<Wild, "lines" | "reports" | "generations">;

/** Milliseconds: hundreds of times what a report takes. */
const LONGEST = 1000;

const source = { url: null, file: null, sha256: "", mediaType: null, retrieved: null };
const TRUSTED = ["verified", "realigned"];

export const read = ({ lines }: Pick<Wild, "lines">): Report[] =>
  parse(fromPlainText(lines.join("\n")), contextOf(source));

/** Reads the document and compares cell by cell, report by report. */
export function scoreOf(wild: Wild): Score {
  const from = performance.now();
  const reports = read(wild);
  return compared(wild, reports, performance.now() - from);
}

/** What was read of a document in `took` milliseconds, against what it says. */
export function compared(wild: Told, reports: Report[], took: number): Score {
  const score: Score = {
    cells: 0,
    right: 0,
    provable: 0,
    proven: 0,
    silent: [],
    loud: 0,
    missed: [],
    readable: 0,
    trusted: [],
    doubted: [],
    complete: 0,
    gaps: [],
    errors: [],
    erring: 0,
    places: [],
    slow: took > LONGEST ? [`${Math.round(took)} ms`] : [],
    reports,
  };
  wild.reports.forEach((truth, i) => {
    const report = reports[i];
    if (report !== undefined) compare(score, wild, truth, report);
    else {
      score.cells += truth.size;
      score.missed.push(`report ${i + 1} was not found`);
    }
  });
  return score;
}

function compare(score: Score, wild: Told, truth: Truth, report: Report): void {
  const read = new Map(report.cells.map((cell) => [`${cell.table}/${cell.item}/${cell.column}`, cell]));
  const { failing, readable, complete } = arithmetic(wild.generations, truth);
  const faults = score.silent.length;
  let unread = 0;
  for (const [key, expected] of truth) {
    const cell = read.get(key);
    const [value, status] = [cell?.value ?? null, cell?.status ?? "missing"];
    const what = `${key} is ${expected.value}, read ${value} (${status}, “${cell?.raw ?? ""}”, ${cell?.at ?? ""})`;
    score.cells += 1;
    if (key.startsWith("applications/") && expected.value !== null) {
      score.provable += 1;
      if (value === expected.value) score.proven += 1;
    }
    if (value === expected.value) score.right += 1;
    else if (value !== null) score.silent.push(what);
    else {
      score.loud += 1;
      unread += 1;
    }
    if (expected.value === null) {
      if (value === null && !isOneOf(expected.gap, status))
        score.gaps.push(`${what}, not ${expected.gap.join(" or ")}`);
    } else if (expected.readable) {
      score.readable += 1;
      if (value === null) score.missed.push(what);
    }
    if (cell !== undefined && value !== null && !stands(wild, cell.raw, cell.at)) score.places.push(what);
  }
  if (TRUSTED.includes(report.status) && (score.silent.length > faults || unread > 0))
    score.trusted.push(report.status);
  if (!readable) return;
  if (failing.length > 0) {
    score.erring += 1;
    const found = identitiesOf(report)
      .filter((check) => check.passes === false)
      .map((check) => check.id);
    if (report.status !== "inconsistent" || found.sort().join() !== failing.sort().join())
      score.errors.push(`${report.status}: ${failing} fail, found ${found}`);
  }
  if (complete) {
    score.complete += 1;
    if (!TRUSTED.includes(report.status)) score.doubted.push(report.status);
  }
}

const isOneOf = (gap: readonly CellStatus[], status: CellStatus): boolean => gap.includes(status);

/** Whether a cell's printed text, or the first piece of it, stands where the report says. */
function stands({ lines }: Told, raw: string, at: string): boolean {
  const [, line, cell] = /^line (\d+) cell (\d+)/.exec(at) ?? [];
  const there = lines[Number(line) - 1]?.split("\t")[Number(cell) - 1] ?? "";
  return there.includes(raw) || (there !== "" && raw.startsWith(there.trim()));
}
