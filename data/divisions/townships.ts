import { readFileSync } from "node:fs";

const NAME = /^(\p{Script=Han}{1,12}?(?:街道|镇|乡|苏木|地区))(?:办事处|人民政府)?$/u;

/** The first year of the lists: townships were merged and moved before it as after, and nothing here would tell. */
export const TOWNSHIPS_SINCE = 2017;

/** 峡窝镇人民政府, 小营街道办事处 → 峡窝镇, 小营街道; null for what names no township. */
export function townshipName(words: string): string | null {
  return NAME.exec(words)?.[1] ?? null;
}

let counties: Map<string, string[]> | undefined;

/** The codes of the counties that had a township so called since 2017: 城关镇 is in hundreds of them, 峡窝镇 in one. */
export function countiesOfTownship(name: string): readonly string[] {
  counties ??= read();
  return counties.get(name) ?? [];
}

/** Read on first use: only a township that does not name its county is looked for here. */
function read(): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const text = readFileSync(`${import.meta.dirname}/townships.tsv`, "utf8");
  for (const line of text.trimEnd().split("\n").slice(1)) {
    const [code = "", names = ""] = line.split("\t");
    for (const name of names.split(" ")) {
      const codes = byName.get(name);
      if (codes) codes.push(code);
      else byName.set(name, [code]);
    }
  }
  return byName;
}
