import { release } from "../../release.ts";
import type { Text } from "../../view.ts";
import type { Names } from "./choices.ts";
import { type Chosen, paramsOf } from "./chosen.ts";
import { words } from "./words.ts";

/** All that decides what the numbers are, for whoever sees them on paper, without the choices above them. */
export function countedOf(asked: Chosen, years: readonly number[], names: Names): Text {
  const { measure, level, scope, proof, organs, items, places } = asked;
  return words.counted({
    ...{ measure: words.measures[measure], level: words.levels[level], scope: words.scopes[scope] },
    ...{ proof: words.proofs[proof], organs: words.whose[organs] },
    ...{ items: items.map(names.item), places: places.map(names.place) },
    ...{ from: String(years[0]), to: String(years.at(-1)), day: release.day },
  });
}

/** The most characters of a file's name that every system takes, with room for what a browser adds. */
const LONGEST = 180;

/** A file's name that says what its numbers are. */
export function fileOf(asked: Chosen): string {
  const { item = "", place = "", measure, level, scope, proof, organs, from, to } = paramsOf(asked);
  const parts = [item, place, measure, level, scope, proof, organs, from, to].filter((one) => one !== "");
  return `gongkai-${release.day}-series-${parts.join("-").replaceAll(",", "+")}`.slice(0, LONGEST);
}
