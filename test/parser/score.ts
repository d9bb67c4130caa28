import { fromPlainText, type Report } from "../../data/records/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";
import { type Damage, damages, documentLines, textTables } from "./documents.ts";
import type { Layout } from "./layouts.ts";
import { chanceOf, consistentFigures, type Truth } from "./truth.ts";

/** How a report compares with what the document truly says. `silent`: a number that is not there. `trusted`: a report of that kind that calls itself proven. */
export type Score = {
  right: number;
  silent: string[];
  loud: number;
  trusted: boolean;
  status: string;
  lines: string[];
  report: Report;
  truth: Truth;
};

const source = { url: null, file: null, sha256: "", mediaType: null, retrieved: null };

/** Makes a document from chance, lays it out and damages it, reads it, and compares cell by cell. */
export function scoreOne(seed: number, layout: Layout, damage: Damage): Score {
  const chance = chanceOf(seed);
  const format = chance.pick(["2019", "2021"] as const);
  const truth = consistentFigures(format, chance);
  const tables = textTables(format, truth);
  damage.strike(tables, truth, chance);
  const lines = documentLines(format === "2021" ? 2022 : 2020, tables, layout, chance);
  const report = parse(fromPlainText(lines.join("\n")), contextOf(source))[0];
  if (report === undefined) throw new Error("no report");
  const read = new Map(report.cells.map((cell) => [`${cell.table}/${cell.item}/${cell.column}`, cell]));
  const score: Score = { right: 0, silent: [], loud: 0, trusted: false, status: report.status, lines, report, truth };
  for (const [key, value] of truth) {
    const cell = read.get(key);
    if (cell !== undefined && cell.value === value) score.right += 1;
    else if (cell === undefined || cell.value === null) score.loud += 1;
    else score.silent.push(`${key} is ${value}, read ${cell.value} (${cell.status}, “${cell.raw}”)`);
  }
  score.trusted = ["verified", "realigned"].includes(report.status) && (score.silent.length > 0 || score.loud > 0);
  return score;
}

export { damages };
