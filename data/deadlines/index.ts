import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Table, type TableDefinition } from "../records/index.ts";

/** Month and day: 03-31. */
const MonthDay = z.string().regex(/^\d\d-\d\d$/);

const Deadlines = z.strictObject({
  rules: z.array(
    z.strictObject({
      from: z.int(),
      to: z.int().default(Number.POSITIVE_INFINITY),
      own: MonthDay,
      aggregate: MonthDay,
      law: z.string(),
    }),
  ),
  withoutGovernment: z.array(z.strictObject({ code: z.string().regex(/^\d{6}$/), why: z.string() })),
  reforms: z.array(z.strictObject({ years: z.array(z.int()), what: z.string() })),
});

const read = (file: string): unknown => parse(readFileSync(`${import.meta.dirname}/${file}`, "utf8"));

/** Until when reports must be published, who owes none, and when departments were reformed (deadlines.yaml). */
export const deadlines = Deadlines.parse(read("deadlines.yaml"));

/** The first year of which reports are due. */
export const FIRST_YEAR = Math.min(...deadlines.rules.map(({ from }) => from));

/** The last days on which the reports of a year are due, YYYY-MM-DD. */
export function deadlinesOf(year: number): { own: string; aggregate: string } {
  const rule = deadlines.rules.find(({ from, to }) => from <= year && year <= to);
  if (rule === undefined) throw new RangeError(`data/deadlines says nothing of ${year}`);
  return { own: `${year + 1}-${rule.own}`, aggregate: `${year + 1}-${rule.aggregate}` };
}

/** What the table `deadlines` of a release holds (table.yaml). */
export const deadlinesTable: TableDefinition = Table.parse(read("table.yaml"));
