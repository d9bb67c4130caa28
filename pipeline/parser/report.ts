import { createHash } from "node:crypto";
import {
  type Cell,
  type Check,
  type Problem,
  type Report,
  type ReportStatus,
  SCHEMA_VERSION,
} from "../../data/records/index.ts";
import { blanksCheck } from "./blanks.ts";
import { identityChecks } from "./checks.ts";
import type { ParseContext } from "./context.ts";
import { settleGenerations } from "./generations.ts";
import { placeOf, publishedCells } from "./grid.ts";
import { identify } from "./identity/index.ts";
import { bodyOf, figuresIn, proseChecks, proseOf, readSections } from "./prose/index.ts";
import { isRecognised, provenRecognised, RECOGNISED } from "./recognised.ts";
import { type Column, unread } from "./side-by-side.ts";
import type { Part } from "./split.ts";
import { readTables, tablesPresent } from "./tables.ts";

/** Puts together what is read of one report: who and when, its tables and what they prove, its prose. */
export function assemble({ text, beside }: Column, part: Part, context: ParseContext): Report {
  const lines = part.from === 0 && part.to === text.lines.length ? text.lines : text.lines.slice(part.from, part.to);
  const readings = readTables(part.regions);
  const alone = part.goesBy === "itself" || beside !== "none";
  const named = identify(lines, alone ? withoutNames(context) : context, tablesPresent(readings));
  const isAnyones = part.goesBy === "title of all";
  const identity = isAnyones ? { ...named, organ: { ...named.organ, name: null } } : named;
  const tables = settleGenerations(readings, formatOfYear(identity.year));
  const { accepted } = identity.verdict;
  const read = accepted ? tables.grids : [];
  const isOcr = read.some((grid) => isRecognised(grid, text));
  const grids = beside === "mixed" ? read.map(unread) : isOcr ? read.map((grid) => provenRecognised(grid, text)) : read;
  const cells = grids.flatMap((grid) => publishedCells(grid, text));
  const identities = identityChecks(grids);
  const body = bodyOf(text.lines, part.from, part.to, part.regions);
  const author = { organ: identity.organ.name, scope: identity.scope };
  const figures = grids.length === 0 ? new Map() : figuresIn(proseOf(body), identity.year, author);
  const problems: Problem[] = [
    ...(identity.verdict.accepted ? [] : [{ code: identity.verdict.code, message: identity.verdict.message, at: "" }]),
    ...(alone && identity.title === null ? [UNTITLED] : []),
    ...(isAnyones ? [JOINT] : []),
    ...(part.isRest ? [TOO_LONG] : []),
    ...(beside === "mixed" ? [MIXED] : []),
    ...(isOcr ? [RECOGNISED] : []),
    ...identity.problems,
    ...grids.flatMap((grid) =>
      grid.problems.map(({ code, message, line, cell }) => ({ code, message, at: placeOf(text, line, cell) })),
    ),
  ];
  return {
    schemaVersion: SCHEMA_VERSION,
    id: reportId(identity.organ.name, identity.organ.division, identity.year, lines),
    organ: identity.organ,
    year: identity.year,
    format: tables.format,
    tables: tables.found,
    title: identity.title,
    published: identity.published,
    status: statusOf(accepted, cells, identities, isOcr),
    cells,
    checks: [...identities, ...blanksCheck(grids), ...proseChecks(figures, grids)],
    sections: accepted ? readSections(body, tables.format) : [],
    problems,
    source: context.source,
  };
}

const MIXED: Problem = {
  code: "tables.side_by_side",
  message: "the tables of two reports stand side by side, and nothing tells which number is whose: none was read",
  at: "",
};
const TOO_LONG: Problem = {
  code: "document.too_long",
  message: "the document goes on with more reports than are read of one: part it and read the rest by itself",
  at: "",
};
const JOINT: Problem = {
  code: "organ.ambiguous",
  message:
    "the document holds several reports under a title of several organs or years, and nothing says whose this one is",
  at: "",
};
const UNTITLED: Problem = {
  code: "report.untitled",
  message: "the document holds several reports, and nothing says whose and of what year this one is",
  at: "",
};

/** What is known around the document, without what may name another of its reports. */
function withoutNames(context: ParseContext): ParseContext {
  return {
    ...context,
    evidence: { ...context.evidence, title: null, linkText: null, publisher: null, columnName: null },
  };
}

/** The generation that was in force for reports on a year; null where the year is not known. */
function formatOfYear(year: number | null): string | null {
  if (year === null) return null;
  return year >= 2021 ? "2021" : year >= 2019 ? "2019" : "2008";
}

/** The same organ, year and content always give the same id, however the text is broken into lines. */
function reportId(
  organ: string | null,
  division: string | null,
  year: number | null,
  lines: readonly string[],
): string {
  const content = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\s+/g, parting);
  return createHash("sha256")
    .update(JSON.stringify([organ, division, year]))
    .update(content)
    .digest("hex")
    .slice(0, 24);
}

/** What is content of the space between words: what parts cells, and what parts numbers; 1 and 10 in two cells are not 11 and 0. */
function parting(space: string, at: number, text: string): string {
  const tabs = space.slice(space.lastIndexOf("\n") + 1).replace(/[^\t]/g, "");
  if (tabs !== "") return space.includes("\n") ? `\n${tabs}` : tabs;
  return /\p{Nd}/u.test(text.charAt(at - 1)) && /\p{Nd}/u.test(text.charAt(at + space.length)) ? " " : "";
}

const UNREAD = new Set<Cell["status"]>(["blank", "missing", "ambiguous", "invalid"]);

/** The first of the contract's statuses that fits. */
function statusOf(
  accepted: boolean,
  cells: readonly Cell[],
  identities: readonly Check[],
  isOcr: boolean,
): ReportStatus {
  if (!accepted) return "rejected";
  if (cells.length === 0) return "narrative";
  if (identities.some((check) => check.passes === false)) return "inconsistent";
  if (cells.some((cell) => UNREAD.has(cell.status))) return "incomplete";
  return isOcr || cells.some((cell) => cell.status === "realigned") ? "realigned" : "verified";
}
