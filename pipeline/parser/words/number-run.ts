import { fold } from "./normalize.ts";
import { MEASURES, NOTE, withoutLeavings } from "./number.ts";

/**
 * A digit of numbers that may be run together, with what is printed behind it (a comma, a unit, a note); or, where `digit` is empty, a dash
 * or words, which are no part of a number. `after`: whether a number may end here, must, or cannot.
 */
export type Atom = { digit: string; text: string; after: "may" | "must" | "never" };

/** What parts numbers that are run together: a unit or a note ends one, and so do three digits behind a comma. （四） is no note. */
const ATOM = new RegExp(
  `(?:(\\d)(,(?=\\d{3}))?|[/\\\\—]|无(?!法|正)|-(?![1-9]))((?:\\s*(?:${MEASURES})(?![\u4e00-\u9fff]))?(?:\\s*(?!\\([一二三四五六七八九十]+\\))${NOTE})?)`,
  "y",
);
/** A digit that numbers the name behind it: 2.重复申请. */
const ORDINAL = /\d[.、](?=[\u4e00-\u9fff])/y;

/** Where numbers run together end that begin here in folded running text; here, where none do: 无 amid words is one of them. */
export function endOfRun(folded: string, from: number): number {
  let end = from;
  if (from > 0 && folded[from] === "无") return end;
  for (;;) {
    ORDINAL.lastIndex = end;
    ATOM.lastIndex = end;
    if (ORDINAL.test(folded) || !ATOM.test(folded)) return end;
    end = ATOM.lastIndex;
  }
}

/** No row of a form is longer, with a note to every number. */
const LONGEST_RUN = 400;

/** Numbers run together, as printed: 012件0 or 1,2343. Null where other words or signs stand among them. */
export function numberRun(printed: string): Atom[] | null {
  if (printed.length > LONGEST_RUN) return null;
  const text = withoutLeavings(printed);
  const folded = fold(text);
  const atoms: Atom[] = [];
  let behindComma = 0;
  for (let from = 0; from < folded.length; from = ATOM.lastIndex) {
    ATOM.lastIndex = from;
    const match = ATOM.exec(folded);
    if (match === null) return null;
    const [, digit = "", comma = "", suffix = ""] = match;
    behindComma = comma !== "" ? 3 : Math.max(0, behindComma - 1);
    const isLastBehindComma = behindComma === 0 && atoms.at(-1)?.after === "never";
    const after = behindComma > 0 ? "never" : isLastBehindComma || suffix !== "" ? "must" : "may";
    atoms.push({ digit, text: text.slice(from, ATOM.lastIndex), after });
  }
  return atoms;
}

/** What is no run of numbers is one place. */
export const placeAlone = (text: string): Atom[] => [{ digit: "", text, after: "must" }];

/** A number has at most so many digits: no organ gets a hundred million applications. */
export const LONGEST_NUMBER = 8;

/** Whether these atoms may be one number: without zeros before it; or one dash, which may be printed twice as long. */
export function isNumber(atoms: readonly Atom[], from: number, end: number): boolean {
  const [first, last] = [atoms[from], atoms[end - 1]];
  if (first === undefined || last === undefined || end - from > LONGEST_NUMBER) return false;
  if (end - from === 1) return last.after !== "never";
  if (first.digit === "") return end - from === 2 && /^[—-]$/.test(first.text) && last.text === first.text;
  for (let i = from; i < end; i += 1)
    if (atoms[i]?.digit === "" || (i < end - 1 && atoms[i]?.after === "must")) return false;
  return first.digit !== "0" && (last.after !== "never" || end === atoms.length);
}

/** The fewest numbers that the atoms can be: 0018 is 0, 0 and 18, while 918 may be one. By where each ends. */
export function fewestNumbers(atoms: readonly Atom[]): number[] {
  const ends: number[] = [];
  for (let from = 0; from < atoms.length; ) {
    let end = Math.min(atoms.length, from + LONGEST_NUMBER);
    while (end > from + 1 && !isNumber(atoms, from, end)) end -= 1;
    ends.push(end);
    from = end;
  }
  return ends;
}
