import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Words = z.array(z.string().min(1));
/** A regular expression over folded text without blanks. */
const Expression = z.string().min(1);

const Saying = z.strictObject({
  counts: Words,
  about: z.string(),
  after: z.string().optional(),
  unless: z.string().optional(),
  stock: z.boolean().default(false),
  says: z.array(Expression).default([]),
  none: z.array(Expression).default([]),
});

const FigureWords = z.strictObject({
  units: Expression,
  subjects: Expression,
  times: Expression,
  manners: Expression,
  otherTimes: Expression,
  comparisons: Expression,
  yearEnd: Expression,
  prepositions: Words,
  others: Expression,
  selves: Words,
  applications: Expression,
  parts: z.record(z.string(), Expression),
  figures: z.record(z.string(), z.array(Words)),
  sayings: z.array(Saying),
});

export type Saying = z.infer<typeof Saying>;

/** How prose says figures that the tables hold too. */
export const figureWords = FigureWords.parse(parse(readFileSync(`${import.meta.dirname}/figures.yaml`, "utf8")));
