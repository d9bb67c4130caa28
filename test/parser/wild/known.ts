import { namesOf, type Recipe } from "./document.ts";
import type { Fault } from "./tally.ts";

type Known = { fault: Fault; layout?: RegExp; damage?: RegExp; why: string };

/** What the parser does not do yet, by layout and damage. An entry goes when its cause does. */
const KNOWN: readonly Known[] = [
  {
    fault: "missed",
    layout: /^(?:bars|numbers above names|numbers before names|numbers on the next page)$/,
    why: "these layouts are not read yet",
  },
  { fault: "doubted", layout: /^bars$/, why: "table 四 between bars is not read yet" },
  { fault: "errors", layout: /^bars$/, why: "table 四 between bars is not read yet" },
  {
    fault: "slow",
    layout: /^transposed$/,
    damage: /shifted/,
    why: "a long row with many empty places is searched without end (57 s seen)",
  },
  {
    fault: "silent",
    damage: /ordinal glued/,
    why: "where the next label has lost its number altogether, the digit glued to the value is taken for part of it",
  },
];

/** Whether a fault of this document is one that is known. */
export const isKnown = (recipe: Recipe, fault: Fault): boolean =>
  KNOWN.some(
    (known) =>
      known.fault === fault &&
      (known.layout?.test(recipe.layout.name) ?? true) &&
      (known.damage?.test(namesOf(recipe)) ?? true),
  );
