import { figureWords, type Saying } from "../../../data/words/figures.ts";
import { anyOf } from "../../../data/words/index.ts";
import { decimal, decimalText, shifted } from "../words/index.ts";
import type { IsOwn } from "./speaker.ts";

const { units, subjects, times, manners, parts, sayings, comparisons, otherTimes, prepositions, others, yearEnd } =
  figureWords;

const COUNT = `(?<n>\\d{1,9})(?:${units})`;
const MONEY = "(?<money>\\d{1,9}(?:\\.\\d{1,6})?)(?<unit>万元|元)";
/** Words are named in braces; quantifiers have digits there. */
const expanded = (expression: string): string =>
  expression.replace(/\{([^\d{},]+)\}/g, (_, name: string) => {
    const part = name === "n" ? COUNT : name === "money" ? MONEY : parts[name];
    if (part === undefined) throw new RangeError(`data/words/figures.yaml has no part {${name}}`);
    return part === COUNT || part === MONEY ? part : `(?:${expanded(part)})`;
  });

const LONGEST_CLAUSE = 70;
const LEAD = `(?:${times}|${manners})*`;
const alternatives = sayings.map(
  ({ says, none }, i) =>
    `(?<s${i}>${[...says.map(expanded), ...none.map((words) => `(?<none>${expanded(words)})`)].join("|")})`,
);
const SAID = new RegExp(`^(?:${alternatives.join("|")})$`);
const LEADING = new RegExp(`^${LEAD}`);
/** 全年 is of whichever year was named before. */
const OWN_YEAR = /本年/;
const TIMES = new RegExp(times);
/** 区政府办公室代表区政府: still its own figures. */
const ACTING = /^(?:代表|作为).{0,6}?政府/;

/** A clause behind words of time, manner and of the report's own body; and whether it names that body and the report's year. */
export type Opened = { words: string; time: boolean; own: boolean };

export function opened(clause: string, isOwn: IsOwn): Opened {
  const words = clause.replace(LEADING, "");
  const name = ownName(words, isOwn);
  const rest = name === 0 ? words : words.slice(name).replace(ACTING, "").replace(LEADING, "");
  return { words: rest, time: OWN_YEAR.test(clause), own: name > 0 };
}

const LONGEST_NAME = 25;

/** The length of the own body's name at the beginning. */
function ownName(words: string, isOwn: IsOwn): number {
  for (let end = Math.min(words.length, LONGEST_NAME); end > 1; end -= 1) if (isOwn(words.slice(0, end))) return end;
  return 0;
}

/** A figure that a clause says from end to end. */
export type Said = { saying: Saying; value: number };

const MAY_HOLD_OTHERS = sayings.map(({ unless }) => (unless === undefined ? null : new RegExp(unless)));

/** Whether no word of the sentence lets the number hold more than its figure: 收到申请98件，其中上年结转3件. */
export function isPlain({ saying }: Said, sentence: readonly string[]): boolean {
  const others = MAY_HOLD_OTHERS[sayings.indexOf(saying)] ?? null;
  return others === null || !sentence.some((clause) => others.test(clause));
}

export function saidIn({ words }: Opened): Said | null {
  if (words.length > LONGEST_CLAUSE || !MAY_COUNT.test(words)) return null;
  const groups = SAID.exec(words)?.groups;
  const saying = sayings.find((_, i) => groups?.[`s${i}`] !== undefined);
  if (groups === undefined || saying === undefined) return null;
  const { n, money, unit } = groups;
  return { saying, value: money === undefined ? Number(n ?? 0) : inTenThousands(money, unit ?? "") };
}

const inTenThousands = (money: string, unit: string): number =>
  Number(decimalText(shifted(decimal(money), unit === "元" ? -4 : 0)));

const NUMBER = `[\\d０-９]\\s*(?:${units}|万?元)`;
const MAY_SAY = new RegExp(
  `(?:${subjects})[^。；]{0,40}?${NUMBER}|${NUMBER}[^，。；]{0,12}?(?:${subjects})|[未无没][^，。；]{0,30}?(?:${subjects})`,
);
/** No paragraph of a report is longer. */
const LONGEST_PARAGRAPH = 20_000;
/** Most paragraphs say no figure: one look tells. */
export const maySay = (paragraph: string): boolean => paragraph.length <= LONGEST_PARAGRAPH && MAY_SAY.test(paragraph);

const MAY_COUNT = new RegExp(`\\d(?:${units}|万?元)|[未无没]`);
const COMPARISON = new RegExp(`^(?:${comparisons})$`);
const OTHER_TIME = new RegExp(otherTimes);
const YEAR_END = new RegExp(yearEnd);
const COUNTED = new RegExp(`\\d(?:${units})`);
const PREPOSITION = new RegExp(`^(?:${anyOf(prepositions)})`);
const OTHERS = new RegExp(others);
const WHERE_SUBJECTS_STAND = 12;

const APPLICATIONS = new RegExp(figureWords.applications);

/** Says nothing of whose or of which year what follows is. */
export const isComparison = ({ words }: Opened): boolean => COMPARISON.test(words);
export const namesOtherTime = ({ words }: Opened): boolean => OTHER_TIME.test(words.replace(TIMES, ""));
export const namesYearEnd = ({ words }: Opened): boolean => YEAR_END.test(words);
export const namesApplications = ({ words }: Opened): boolean => APPLICATIONS.test(words);
export const counts = ({ words }: Opened): boolean => COUNTED.test(words);
/** Whether what follows may be about another body. */
export const namesOthers = ({ words }: Opened): boolean =>
  !PREPOSITION.test(words) && OTHERS.test(words.slice(0, WHERE_SUBJECTS_STAND));
