import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** Code and name as in divisions.tsv: 120225 蓟县. */
const Place = z.string().regex(/^\d{6} ./);
const Code = z.string().regex(/^\d{6}$/);

const Successors = z.strictObject({
  goesOn: z.array(z.strictObject({ was: Place, is: Place, approved: z.int().nullable() })),
  takenOver: z.array(z.strictObject({ code: Code, from: z.string(), by: z.string(), place: Code })),
});

/** Which place goes on as which, and which codes were given to another, where neither code nor name tells (successors.yaml). */
export const successors = Successors.parse(parse(readFileSync(`${import.meta.dirname}/successors.yaml`, "utf8")));

const keys = new Map<string, string>([
  ...successors.goesOn.map(({ was, is }): [string, string] => [was, is.slice(0, 6)]),
  ...successors.takenOver.map(({ code, from, place }): [string, string] => [`${code} ${from}`, place]),
]);

/** The key of a place that is told here; null where code or name tell it. */
export const keyToldOf = ({ code, name }: { code: string; name: string }): string | null =>
  keys.get(`${code} ${name}`) ?? null;
