import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const read = (name: string): unknown => parse(readFileSync(`${import.meta.dirname}/${name}`, "utf8"));

/** Characters that stand for another in a label: from what may be printed to what the form prints. */
export const characters: ReadonlyMap<string, string> = new Map(
  Object.entries(z.record(z.string(), z.string()).parse(read("characters.yaml"))).flatMap(([form, others]) =>
    [...others].map((other): [string, string] => [other, form]),
  ),
);

const Chapter = z.strictObject({
  ordinal: z.number().int(),
  /** Taken as the chapter's heading with any numbering or none. */
  headings: z.array(z.string()),
  /** Taken only with the chapter's own number before them: the same words head paragraphs of other chapters. */
  loose: z.array(z.string()),
});
export type Chapter = z.infer<typeof Chapter>;

/** The six chapters of an annual report, in order. */
export const chapters: readonly Chapter[] = z.array(Chapter).parse(read("sections.yaml"));
