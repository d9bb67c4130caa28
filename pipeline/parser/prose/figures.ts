import type { Saying } from "../../../data/words/figures.ts";
import { sentencesOf } from "./clauses.ts";
import { type Author, type IsOwn, ownNames } from "./speaker.ts";
import * as wording from "./wordings.ts";

/** Figures that the prose says plainly, by their names in data/words/figures.yaml. */
export type Figures = ReadonlyMap<string, number>;

/** A text of more clauses than any report has is not searched. */
const MOST_CLAUSES = 5000;

type State = { own: boolean; when: "year" | "end" | "other"; about: string };

/**
 * What the prose plainly says of the report's own year and body. A figure that it says twice, differently, is left out: it counts two
 * things, and which is the table's cannot be told.
 */
export function figuresIn(paragraphs: Iterable<string>, year: number | null, author: Author): Figures {
  const found = new Map<string, Set<number>>();
  const isOwn = ownNames(author);
  let clauses = 0;
  for (const paragraph of paragraphs) {
    if (!wording.maySay(paragraph)) continue;
    const state: State = { own: true, when: "year", about: "" };
    for (const sentence of sentencesOf(paragraph, year)) {
      clauses += sentence.length;
      if (clauses > MOST_CLAUSES) return new Map();
      readSentence(sentence, state, isOwn, found);
    }
  }
  return new Map([...found].flatMap(([id, values]) => (values.size === 1 ? [[id, [...values][0] ?? 0]] : [])));
}

function readSentence(clauses: readonly string[], state: State, isOwn: IsOwn, found: Map<string, Set<number>>): void {
  if (state.when === "end") state.when = "year";
  if (state.about === "disputes" && !/^其/.test(clauses[0] ?? "")) state.about = "";
  for (const text of clauses) {
    const clause = wording.opened(text, isOwn);
    const said = wording.saidIn(clause);
    if (clause.own) state.own = true;
    if (said === null) {
      follow(clause, state);
      continue;
    }
    const { saying, value } = said;
    if (clause.time) state.when = "year";
    const isAbout = saying.after === undefined || saying.after === state.about;
    if (isAbout) state.about = saying.about;
    if (!state.own || !isOfTheYear(state, saying) || !isAbout || !wording.isPlain(said, clauses)) continue;
    for (const id of saying.counts) found.set(id, (found.get(id) ?? new Set()).add(value));
  }
}

const isOfTheYear = ({ when }: State, { stock }: Saying): boolean => when === "year" || (when === "end" && stock);

/** What a clause that says no figure changes for those behind it. */
function follow(clause: wording.Opened, state: State): void {
  if (wording.isComparison(clause)) return;
  if (wording.namesYearEnd(clause)) state.when = "end";
  else if (wording.namesOtherTime(clause)) state.when = "other";
  else if (clause.time) state.when = "year";
  if (!clause.own && wording.namesOthers(clause)) state.own = false;
  if (wording.namesApplications(clause)) state.about = "applications";
  else if (wording.counts(clause)) state.about = "";
}
