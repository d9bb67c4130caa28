import type { Layout, TextTable } from "./layouts.ts";
import type { Chance, Truth } from "./truth.ts";
import { frame, tablesFrom } from "./wild/tables.ts";

export type Tables = Record<"proactive" | "applications" | "disputes", TextTable>;

/** The three tables as grids of text. */
export function textTables(format: "2019" | "2021", truth: Truth): Tables {
  const generations = { proactive: format, applications: format, disputes: format };
  const { proactive, applications, disputes } = tablesFrom(generations, truth);
  const texts = ({ rows, labels, header }: typeof proactive): TextTable => ({
    rows: rows.map((row) => row.map((cell) => cell.text)),
    labels,
    header,
  });
  return { proactive: texts(proactive), applications: texts(applications), disputes: texts(disputes) };
}

/** The lines of a whole report around the tables, with figures in the prose that are no cell of them. */
export const documentLines = (year: number, tables: Tables, layout: Layout, chance: Chance): string[] =>
  frame(year, tables).flatMap((part) => (typeof part === "string" ? [part] : layout.print(part, chance)));
