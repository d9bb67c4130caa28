import { figureWords } from "../../../data/words/figures.ts";
import { fold, splitOrdinal } from "../words/index.ts";

/** What stands between commas, its characters folded, without blanks, its years as words: 本年, 上年, 下年, 他年. */
export type Clause = string;

/** The sentences of a paragraph, each as its clauses. */
export function sentencesOf(paragraph: string, year: number | null): Clause[][] {
  const text = splitOrdinal(fold(paragraph)).rest.replace(/\s+/g, "").replace(THOUSANDS, "");
  return withYearsAsWords(text.replace(CITATIONS, "《》").replace(PARENTHESES, APART), year)
    .split(/[。!?！？]/)
    .map((sentence) => sentence.replace(BETWEEN_NUMBERS, "$1,").split(/[,，;；:：]/))
    .filter((clauses) => clauses.some((clause) => clause !== ""));
}

const THOUSANDS = /(?<=\d)[,，](?=\d{3}(?!\d))/g;
/** 95件（含上年结转3件): what is in parentheses may change what is counted, so that a mark stays in its place. */
const PARENTHESES = /\([^()]*\)/g;
const APART = "※";
/** 《2020年政务公开工作要点》 has a year of its own. */
const CITATIONS = /《[^《》]*》/g;
const BETWEEN_NUMBERS = new RegExp(`(\\d(?:${figureWords.units}))(?:、|和|以?及)`, "g");

function withYearsAsWords(text: string, year: number | null): string {
  const word = (named: number): string =>
    named === year ? "本年" : named + 1 === year ? "上年" : named - 1 === year ? "下年" : "他年";
  return text
    .replace(/(?<!\d)(20\d\d)年/g, (_, digits: string) => word(Number(digits)))
    .replace(/今年|当年/g, "本年")
    .replace(/去年|上一年/g, "上年")
    .replace(/明年|下一年|次年/g, "下年");
}
