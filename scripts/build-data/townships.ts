/**
 * Builds data/divisions/townships.tsv: the streets, towns and townships that each county had in any of the statistics office's yearly lists.
 *
 *     node scripts/build-data/townships.ts [FOLDER]
 *
 * FOLDER is as for divisions.ts.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { townshipName } from "../../data/divisions/townships.ts";
import { unpack, YEARLY } from "./division-packages.ts";

const given = process.argv[2];
const folder = given ?? unpack(Object.values(YEARLY));
const counties = new Map<string, Set<string>>();
for (const id of Object.values(YEARLY)) {
  const text = readFileSync(join(folder, id, "package", "dist", "streets.csv"), "utf8");
  for (const line of text.trim().split("\n").slice(1)) {
    const [, name = "", county = ""] = line.replaceAll('"', "").split(",");
    const township = townshipName(name);
    if (township === null) continue;
    // Cities without counties stand for one of their own in the lists, coded as they are.
    const code = county.padEnd(6, "0");
    counties.set(code, (counties.get(code) ?? new Set()).add(township));
  }
}
if (!given) rmSync(folder, { recursive: true });
const lines = [...counties].sort().map(([code, names]) => `${code}\t${[...names].sort().join(" ")}`);
const out = join(import.meta.dirname, "../../data/divisions/townships.tsv");
writeFileSync(out, `county\ttownships\n${lines.join("\n")}\n`);
console.error(`${lines.length} counties in ${out}`);
