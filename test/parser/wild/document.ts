import fc from "fast-check";
import { type Choices, choicesOf, rawChoices } from "./choices.ts";
import { damages as inOrder } from "./damages/index.ts";
import {
  blur,
  type Damage,
  type Draft,
  empty,
  type Keeps,
  LOST,
  numbersOf,
  rowsOf,
  type Table,
  type Truth,
  text,
} from "./draft.ts";
import { type Figures, figuresOf, type Generation, type TableId } from "./figures.ts";
import type { Layout, Line } from "./layouts.ts";
import type { Mutation } from "./mutations.ts";
import { draftOf } from "./tables.ts";

/** What a document is made of; all of it shrinks: figures to zeros, damages to none, the layout to the first. */
export type Recipe = {
  year: number;
  generations: Record<TableId, Generation>;
  figures: Figures;
  layout: Layout;
  damages: readonly Damage[];
  mutations: readonly Mutation[];
  choices: readonly number[];
};

export const namesOf = ({ damages, mutations }: Pick<Recipe, "damages" | "mutations">): string =>
  [...damages, ...mutations].map((one) => one.name).join(" + ") || "none";

/** A document with what it says: its lines, the truth of each of its reports, and on which lines each cell's number stands. */
export type Wild = {
  lines: string[];
  reports: Truth[];
  where: ReadonlyMap<string, readonly number[]>;
  generations: Record<TableId, Generation>;
};

type Choice = { layouts: readonly Layout[]; damages: fc.Arbitrary<Damage[]>; mutations: fc.Arbitrary<Mutation[]> };

const generation = (others: Generation, own: Generation): fc.Arbitrary<[Generation, Generation]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant<[Generation, Generation]>([own, own]) },
    { weight: 1, arbitrary: fc.constant<[Generation, Generation]>([own, others]) },
  );

/** Recipes of documents in these layouts with these damages. */
export const recipes = ({ layouts, damages, mutations }: Choice): fc.Arbitrary<Recipe> =>
  fc.oneof(generation("2019", "2021"), generation("2021", "2019")).chain(([proactive, applications]) => {
    const generations = { proactive, applications, disputes: proactive };
    return fc.record({
      year: proactive === "2021" ? fc.constantFrom(2022, 2021, 2024) : fc.constantFrom(2020, 2019),
      generations: fc.constant(generations),
      figures: figuresOf(generations),
      layout: fc.constantFrom(...layouts),
      damages,
      mutations,
      choices: rawChoices,
    });
  });

/** Whether the damage can be seen at all in what the layout keeps. */
export const isVisible = ({ keeps }: Layout, { needs = [] }: { needs?: readonly Keeps[] }): boolean =>
  needs.every((kept) => keeps.includes(kept));

/** A recipe's report before it has a carrier: its damages strike in the order of their list, whatever the order in which they are named. */
export function struck({ year, generations, figures, layout, damages, choices: raw }: Recipe): {
  draft: Draft;
  choices: Choices;
} {
  const choices = choicesOf(raw);
  const draft = draftOf(year, generations, figures);
  for (const damage of inOrder)
    if (damages.includes(damage) && isVisible(layout, damage)) damage.strike(draft, choices);
  return { draft, choices };
}

/** Makes the document of a recipe as lines of text. */
export function document(recipe: Recipe): Wild {
  const { generations, layout, mutations } = recipe;
  const { draft, choices } = struck(recipe);
  const spare = mutations.filter((mutation) => isVisible(layout, mutation));
  const lines = draft.parts.flatMap((part): Line[] => {
    if (typeof part === "string") return [[text(part)]];
    loseWith(layout, part, draft.truth);
    const printed = layout.print(part, choices).map((line) => [...line]);
    // One to a table: two changes to the same may cancel out. Nor to one in which something is missing already, for the same reason.
    const mutation = isSound(draft, part) && choices.odds(spare.length === 1 ? 50 : 70) ? spare.shift() : undefined;
    if (mutation !== undefined) mutate(mutation, part, printed, draft, choices);
    return printed;
  });
  return {
    lines: lines.map((line) => line.map((cell) => cell.text).join("")),
    reports: truthsOf(draft),
    where: whereOf(lines),
    generations,
  };
}

const cellsOf = (table: Table) => rowsOf(table).flatMap(numbersOf);

function mutate(mutation: Mutation, table: Table, lines: Line[], { truth }: Draft, choices: Choices): void {
  blur(truth, cellsOf(table));
  mutation.change(lines, truth, choices);
}

const isSound = ({ struck, truth, parts }: Draft, table: Table): boolean =>
  parts.indexOf(table) === parts.lastIndexOf(table) &&
  rowsOf(table).every((row) => !struck.has(row)) &&
  cellsOf(table).every(({ key }) => (truth.get(key)?.value ?? null) !== null);

/** What a reader can no longer tell once the layout has lost what it loses. */
function loseWith({ keeps, hopeless = [] }: Layout, table: Table, truth: Truth): void {
  const cells = cellsOf(table);
  if (!keeps.includes("cells") || hopeless.includes(table.id)) blur(truth, cells);
  if (!keeps.includes("ends"))
    for (const { key } of cells) {
      const known = truth.get(key);
      if (known?.value === null && known.gap.includes("blank")) empty({ truth }, { text: "", key }, LOST);
    }
  if (!keeps.includes("blanks"))
    for (const row of rowsOf(table)) if (numbersOf(row).some((cell) => cell.text.trim() === "")) blur(truth, row);
}

/** What each report of the document says. */
export const truthsOf = ({ reports, truth }: Draft): Truth[] => reports.map((prefix) => truthOf(truth, prefix));

const truthOf = (truth: Truth, prefix: string): Truth =>
  new Map(
    [...truth].flatMap(([key, value]) =>
      key.startsWith(prefix) && (prefix !== "" || !key.includes(":")) ? [[key.slice(prefix.length), value]] : [],
    ),
  );

function whereOf(lines: readonly Line[]): Map<string, number[]> {
  const where = new Map<string, number[]>();
  for (const [y, line] of lines.entries())
    for (const { key } of line) if (key !== undefined) where.set(key, [...(where.get(key) ?? []), y + 1]);
  return where;
}
