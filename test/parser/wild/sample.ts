import fc from "fast-check";
import { damages } from "./damages/index.ts";
import { type Recipe, recipes } from "./document.ts";
import type { Damage } from "./draft.ts";
import { type Layout, layouts } from "./layouts.ts";
import { type Mutation, mutations } from "./mutations.ts";

/** What happens to a document: nothing, one damage, several at once, or blind changes to what is printed. */
export type Kind = "whole" | "damaged" | "combined" | "fuzzed";
const KINDS: readonly Kind[] = [
  "whole",
  "damaged",
  "damaged",
  "combined",
  "fuzzed",
  "whole",
  "damaged",
  "combined",
  "fuzzed",
];

const several = <T>(from: readonly T[], least: number, most: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: least, maxLength: most });

const DAMAGES: Record<Kind, fc.Arbitrary<Damage[]>> = {
  whole: fc.constant([]),
  damaged: several(damages, 1, 1),
  combined: several(damages, 2, 3),
  fuzzed: several(damages, 0, 1),
};
const MUTATIONS: Record<Kind, fc.Arbitrary<Mutation[]>> = {
  whole: fc.constant([]),
  damaged: fc.constant([]),
  combined: fc.constant([]),
  fuzzed: several(mutations, 1, 3),
};

export const layoutOfSeed = (seed: number): Layout => layouts[seed % layouts.length] ?? layouts[0] ?? never();
export const kindOfSeed = (seed: number): Kind => KINDS[Math.floor(seed / layouts.length) % KINDS.length] ?? "whole";
const never = (): never => {
  throw new RangeError("there are no layouts");
};

/** Recipes of one layout with what happens to it: what `damage` names, or what the kind brings. */
export function recipesFor(layout: Layout, kind: Kind, damage?: string): fc.Arbitrary<Recipe> {
  const struck = damages.filter((one) => one.name === damage);
  const changed = mutations.filter((one) => one.name === damage);
  if (damage !== undefined && struck.length + changed.length === 0)
    throw new RangeError(`there is no damage “${damage}”`);
  return recipes({
    layouts: [layout],
    damages: damage === undefined ? DAMAGES[kind] : fc.constant(struck),
    mutations: damage === undefined ? MUTATIONS[kind] : fc.constant(changed),
  });
}

/** The recipe of a seed: the same seed always gives the same document. */
export const recipeOf = (seed: number, damage?: string): Recipe =>
  recipeIn(layoutOfSeed(seed), kindOfSeed(seed), seed, damage);

/** As `recipeOf`, in this layout and with what this kind brings. */
export function recipeIn(layout: Layout, kind: Kind, seed: number, damage?: string): Recipe {
  const arbitrary = recipesFor(layout, kind, damage);
  const [recipe] = fc.sample(fc.noBias(arbitrary), { seed, numRuns: 1 });
  return recipe ?? never();
}
