import type { NormalizedText, Report } from "../../data/records/index.ts";
import type { ParseContext } from "./context.ts";
import { assemble } from "./report.ts";
import { columnsOf } from "./side-by-side.ts";
import { splitReports } from "./split.ts";

export { contextOf, type ParseContext } from "./context.ts";
export { isCorrection, NOTICE, scopeOf } from "./identity/index.ts";

/** Changes whenever the same text may give another report: what was parsed by an older version is parsed again. */
export const PARSER_VERSION = "8";

/**
 * Reads normalized text into reports: every statutory number as printed and proven, or said to be unread. Always at least one report;
 * several where the document holds several; a `rejected` one, with the reason in `problems`, where it is no annual report.
 * Pure and bounded: time and memory are linear in the text, whatever it is.
 */
export function parse(text: NormalizedText, context: ParseContext): Report[] {
  const names = [context.evidence.title, context.evidence.linkText];
  return columnsOf(text).flatMap((column) =>
    splitReports(column.text.lines, column.regions, names).map((part) => assemble(column, part, context)),
  );
}
