import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { damages } from "./wild/damages/index.ts";
import { document, isVisible, namesOf, type Recipe } from "./wild/document.ts";
import { isKnown } from "./wild/known.ts";
import { layouts } from "./wild/layouts.ts";
import { type Kind, recipesFor } from "./wild/sample.ts";
import { read, scoreOf } from "./wild/score.ts";
import type { Fault } from "./wild/tally.ts";

// Tens of thousands of documents are measured by wild/run.ts; these few keep the promises from one change to the next.
const SEED = 20_260_101;
/** Shrinking ends after so many milliseconds. */
const MOST_TIME = 20_000;
const DOCUMENTS: readonly [Kind, number][] = [
  ["whole", 2],
  ["damaged", 9],
  ["combined", 5],
  ["fuzzed", 7],
];

/** That no document of the kind shows one of the faults; else the smallest that does is printed, with the seed. */
function none(faults: readonly Fault[], recipes: fc.Arbitrary<Recipe>, numRuns: number): void {
  const found = fc.check(
    fc.property(recipes, (recipe) => {
      const score = scoreOf(document(recipe));
      return faults.every((fault) => score[fault].length === 0 || isKnown(recipe, fault));
    }),
    { seed: SEED, numRuns, interruptAfterTimeLimit: MOST_TIME },
  );
  const [recipe] = found.counterexample ?? [];
  if (recipe === undefined) return;
  const wild = document(recipe);
  const score = scoreOf(wild);
  const what = faults.flatMap((fault) => score[fault].slice(0, 5).map((fault_) => `${fault}: ${fault_}`));
  assert.fail(
    `${recipe.layout.name} × ${namesOf(recipe)}, seed ${found.seed}\n${what.join("\n")}\n\n${wild.lines.join("\n")}`,
  );
}

for (const layout of layouts) {
  test(`${layout.name}: no number is read that is not there, and what is proven is right`, () => {
    for (const [kind, documents] of DOCUMENTS)
      none(["trusted", "silent", "errors"], recipesFor(layout, kind), documents);
  });
  if (layout.keeps.includes("cells"))
    test(`${layout.name}: a report to which nothing happened is read whole`, () => {
      none(["missed", "doubted", "gaps", "places"], recipesFor(layout, "whole"), 3);
    });
}

test("in tidy text every cell is read, and its address is where its number stands, in whatever order the tables come", () => {
  const [tidy] = layouts;
  const order = damages.find((damage) => damage.name === "tables in another order");
  assert.ok(tidy && order);
  for (const damage of ["a metadata table before", order.name, "digits parted by a space"])
    none(["missed", "doubted", "places"], recipesFor(tidy, "damaged", damage), 10);
});

test("the same text always gives the same reports", () => {
  for (const layout of layouts) {
    const [recipe] = fc.sample(recipesFor(layout, "fuzzed"), { seed: SEED, numRuns: 1 });
    assert.ok(recipe);
    const wild = document(recipe);
    assert.deepEqual(read(wild), read(wild));
  }
});

test("every damage can be seen in some layout", () => {
  for (const damage of damages)
    assert.ok(
      layouts.some((layout) => isVisible(layout, damage)),
      damage.name,
    );
});

const HEADERS: readonly [string, readonly string[]][] = [
  ["subtotal column first of the five", ["leading tabs lost", "spaces", "a cell a line, no rows"]],
  ["two columns changed about", ["leading tabs lost", "spaces", "a cell a line, no tabs"]],
  ["header words in two rows", ["spaces", "names above numbers, spaces"]],
  ["header repeated on the next page", ["tidy", "a cell a line"]],
  ["every table printed twice", ["a cell a line", "a cell a line, no rows"]],
];

for (const [damage, names] of HEADERS)
  test(`${damage}: the columns are told by the words of the header, in cells or without`, () => {
    for (const layout of layouts.filter(({ name }) => names.includes(name)))
      none(["silent", "missed", "doubted"], recipesFor(layout, "damaged", damage), 3);
  });
