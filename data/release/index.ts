import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Floor = z
  .strictObject({
    measure: z.enum(["reports", "there", "documents", "sites", "proven", "identified", "numbers"]),
    of: z.enum(["all", "province", "year", "province-year", "site"]),
    share: z.number().min(0).lt(1),
    least: z.int().min(1),
    reason: z.string().min(1),
  })
  .refine(({ measure, of }) => measure !== "documents" || of === "all", "documents are counted in all alone")
  .refine(({ measure, of }) => measure !== "sites" || of === "all" || of === "province", "a site has no year");

/** How much of one measure a release may lose against the one before. */
export type Floor = z.infer<typeof Floor>;

/** All of them (floors.yaml says why). */
export const { floors } = z
  .strictObject({ floors: z.array(Floor).min(1) })
  .parse(parse(readFileSync(`${import.meta.dirname}/floors.yaml`, "utf8")));
