// The measure of the parser on wild documents: node test/parser/wild/run.ts --documents 20000
// With --seed N --documents 1 --show, one document again; with --shrink, the smallest that fails as it does.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { document, namesOf, type Recipe, recipes, type Wild } from "./document.ts";
import { layouts } from "./layouts.ts";
import { kindOfSeed, layoutOfSeed, recipeOf } from "./sample.ts";
import { type Score, scoreOf } from "./score.ts";
import { add, emptyTally, FAULTS, type Fault, type Tally, table, worst } from "./tally.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "2000" },
    layout: { type: "string" },
    damage: { type: "string" },
    kind: { type: "string" },
    seed: { type: "string", default: "1" },
    worst: { type: "string", default: "12" },
    show: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
  },
});
const { damage, layout, kind } = values;
if (layout !== undefined && !layouts.some((one) => one.name === layout))
  throw new RangeError(`there is no layout “${layout}”`);

const tallies = { layouts: new Map<string, Tally>(), kinds: new Map<string, Tally>(), pairs: new Map<string, Tally>() };
const tallyOf = (of: Map<string, Tally>, name: string): Tally => {
  const known = of.get(name) ?? emptyTally();
  of.set(name, known);
  return known;
};

const SHOWN = 12;
const wanted = Number(values.documents);
let seed = Number(values.seed);
for (let made = 0; made < wanted; seed += 1) {
  if (layout !== undefined && layoutOfSeed(seed).name !== layout) continue;
  if (kind !== undefined && kindOfSeed(seed) !== kind) continue;
  made += 1;
  const recipe = recipeOf(seed, damage);
  const wild = document(recipe);
  const score = scoreOf(wild);
  add(tallyOf(tallies.layouts, recipe.layout.name), score, seed);
  add(tallyOf(tallies.kinds, damage ?? kindOfSeed(seed)), score, seed);
  add(tallyOf(tallies.pairs, pairOf(recipe)), score, seed);
  if (values.show) show(recipe, wild, score);
  if (values.shrink)
    shrink(
      recipe,
      FAULTS.find((fault) => score[fault].length > 0),
    );
}
if (!values.show && !values.shrink) {
  const order = layouts.map((one) => one.name);
  const byLayout = [...tallies.layouts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  console.log(`${table(new Map(byLayout), "layout")}\n\n${table(tallies.kinds, "what happened")}\n`);
  console.log(worst(tallies.pairs, Number(values.worst)).join("\n"));
}

function pairOf(recipe: Recipe): string {
  return `${recipe.layout.name} × ${namesOf(recipe)}`;
}

function show(recipe: Recipe, { lines }: Wild, score: Score): void {
  console.log(`${lines.join("\n")}\n\n${pairOf(recipe)}: ${score.reports.map((report) => report.status).join(", ")}`);
  for (const fault of FAULTS)
    if (score[fault].length > 0) console.log(`${fault}:\n  ${score[fault].slice(0, SHOWN).join("\n  ")}`);
  for (const { code, message, at } of score.reports.flatMap((report) => report.problems).slice(0, SHOWN))
    console.log(`${code}: ${message} (${at})`);
}

/** Prints the smallest document of the same layout and damages that shows the fault. */
function shrink({ layout, damages, mutations }: Recipe, fault: Fault | undefined): void {
  if (fault === undefined) return;
  const arbitrary = recipes({
    layouts: [layout],
    damages: fc.subarray([...damages]),
    mutations: fc.subarray([...mutations]),
  });
  const found = fc.check(
    fc.property(arbitrary, (recipe) => scoreOf(document(recipe))[fault].length === 0),
    { seed, numRuns: 3000, interruptAfterTimeLimit: 60_000 },
  );
  const [recipe] = found.counterexample ?? [];
  if (recipe === undefined) console.log(`no other document of this kind shows ${fault}`);
  else show(recipe, document(recipe), scoreOf(document(recipe)));
}
