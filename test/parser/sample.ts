import assert from "node:assert/strict";
import { fromPlainText, type Report } from "../../data/records/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";
import { documentLines, type Tables, textTables } from "./documents.ts";
import { type Layout, layouts } from "./layouts.ts";
import { chanceOf, consistentFigures, type Truth } from "./truth.ts";

export const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved: null });
export const readAll = (lines: readonly string[]): Report[] => parse(fromPlainText(lines.join("\n")), context);

export function read(lines: readonly string[]): Report {
  const [report] = readAll(lines);
  assert.ok(report);
  return report;
}

export function layoutNamed(name: string): Layout {
  const layout = layouts.find((one) => one.name === name);
  assert.ok(layout, name);
  return layout;
}

/** A tidy report of known figures, with one thing changed. */
export function sample(
  change: (tables: Tables, truth: Truth) => void = () => undefined,
  format: "2019" | "2021" = "2021",
  layout: Layout = layoutNamed("tidy"),
) {
  const chance = chanceOf(16);
  const truth = consistentFigures(format, chance);
  const tables = textTables(format, truth);
  change(tables, truth);
  return { truth, tables, lines: documentLines(format === "2021" ? 2022 : 2020, tables, layout, chance) };
}

export const cell = (report: Report, path: string) => {
  const found = report.cells.find((c) => `${c.table}/${c.item}/${c.column}` === path);
  assert.ok(found, path);
  return found;
};
export const values = (report: Report, item: string) => report.cells.filter((c) => c.item === item).map((c) => c.value);
/** The form's own checks, without the soft ones. */
export const identitiesOf = (report: Report) => report.checks.filter((c) => !c.id.startsWith("soft."));
export const codes = (report: Report) => report.problems.map((p) => p.code);
export const row = (tables: Tables, label: RegExp): string[] => {
  const found = Object.values(tables)
    .flatMap((t) => t.rows)
    .find((r) => r.some((text) => label.test(text)));
  assert.ok(found);
  return found;
};
