import type { Organ, Scope } from "../../../data/records/index.ts";
import { anyOf, titleWords } from "../../../data/words/index.ts";

const ownScope = new RegExp(anyOf(titleWords.ownScope));

/**
 * A people's government from the county up reports on all its organs (Regulations, article 49 and 50); departments, offices and townships
 * report on themselves, and so does a government whose title says 本级 or 机关.
 */
export function scopeOf(organ: Organ, title: string | null): Scope {
  if (title !== null && ownScope.test(title)) return "own";
  const government = organ.name !== null && /(?:人民政府|行政公署)$/.test(organ.name);
  return government && organ.level !== "township" ? "aggregate" : "own";
}
