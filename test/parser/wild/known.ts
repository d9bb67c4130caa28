import { namesOf, type Recipe } from "./document.ts";
import type { Fault } from "./tally.ts";

type Known = { fault: Fault; layout?: RegExp; damage?: RegExp; why: string };

/** What the parser does not do yet, by layout and damage. An entry goes when its cause does. */
const KNOWN: readonly Known[] = [
  {
    fault: "silent",
    damage: /ordinal glued/,
    why: "a digit glued to the value is taken for part of it where the row's sum alone says that it is the next label's number",
  },
  {
    fault: "silent",
    layout: /^(?:numbers above names|numbers before names)$/,
    damage: /blank|subtotal/,
    why: "where rows are empty or longer, numbers before their names are taken for those of the name before",
  },
  {
    fault: "silent",
    layout: /^drifted$/,
    damage: /blank/,
    why: "that rows drift is seen only among rows of the same shape",
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
