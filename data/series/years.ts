import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** What must hold between an organ's reports on two years that follow each other (years.yaml says why). */
export const years = z
  .strictObject({
    carried: z.array(z.strictObject({ table: z.string(), out: z.string(), in: z.string() })),
    stocks: z.array(
      z.strictObject({ table: z.string(), item: z.string(), stock: z.string(), gain: z.string(), loss: z.string() }),
    ),
    scale: z.strictObject({
      factor: z.number(),
      cells: z.array(z.strictObject({ table: z.string(), item: z.string(), column: z.string() })),
    }),
  })
  .parse(parse(readFileSync(`${import.meta.dirname}/years.yaml`, "utf8")));
