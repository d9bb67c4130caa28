import { count, share } from "../../parts/format.ts";
import { notYetDue } from "../../parts/state-words.ts";
import { allOf, dueOf, SIGNS, sumOf, thereOf } from "../../parts/states.ts";
import { KINDS, type Overview, type Tally, unpackTally } from "../../places.ts";
import type { Context, Table } from "../../view.ts";
import { tiles } from "./tiles.ts";
import { words } from "./words.ts";

export const LEVELS = ["all", "province", "prefecture", "county"] as const;
export type Level = (typeof LEVELS)[number];

/** What the map can show: shares of the governments that owe a report, and a figure of the provincial government's own report. */
export const MEASURES = ["there", "on_time", "proven", "received"] as const;
export type Measure = (typeof MEASURES)[number];

/** What a province is in one year, for the governments of one level. */
export type Known = { code: string; tally: Tally; received: number | null };

export function knownOf(province: Overview["provinces"][number], year: number, level: Level): Known {
  const kinds = province.tallies.filter(
    (_, kind) => KINDS[kind] !== "organ" && (level === "all" || KINDS[kind] === level),
  );
  return {
    code: province.code,
    tally: sumOf(kinds.map((byYear) => unpackTally(byYear[year] ?? []))),
    received: province.received[year] ?? null,
  };
}

/** What is counted for a measure of shares. */
export const partOf = (measure: Exclude<Measure, "received">, tally: Tally): number =>
  measure === "there" ? thereOf(tally) : (tally[measure] ?? 0);

/** How a tile shows it: its text, what it is in words, and how strong it is, from 0 (nothing known) to 4. */
export type Shown = { text: string; said: string; step: number };

export function shownOf(
  { say, language }: Context,
  measure: Measure,
  { tally, received }: Known,
  name: string,
  most: number,
): Shown {
  const [due, later] = [dueOf(tally), tally.not_yet_due ?? 0];
  if (measure === "received") {
    if (received === null) return { text: "–", said: say(words.notKnown(name)), step: 0 };
    const text = received.toLocaleString(language === "zh" ? "zh-CN" : "en", { notation: "compact" });
    return {
      text,
      said: say(words.received(name, count(received, language))),
      step: Math.ceil((4 * received) / (most || 1)),
    };
  }
  if (later > 0)
    return {
      text: SIGNS.not_yet_due,
      said: say(words.tileLater(name, say(notYetDue(later, count(later, language))), count(thereOf(tally), language))),
      step: 0,
    };
  if (due === 0) return { text: "–", said: say(words.nothingDue(name)), step: 0 };
  const part = partOf(measure, tally);
  return {
    text: `${whole(part, due)}%`,
    said: say(words.tile(name, share(part, due, language), count(part, language), count(due, language))),
    step: Math.ceil((4 * part) / due),
  };
}

/** A percentage without decimals that is 0 only where nothing, and 100 only where all is there. */
const whole = (part: number, due: number): number =>
  part === 0 || part === due ? (100 * part) / due : Math.min(99, Math.max(1, Math.round((100 * part) / due)));

const numbers = (...names: string[]): Table["columns"] => [
  { name: "province", type: "VARCHAR" },
  ...names.map((name) => ({ name, type: "BIGINT" })),
];

/** How many of them may still come in time. */
export const laterOf = (known: readonly Known[]): number => sumOf(known.map(({ tally }) => tally)).not_yet_due ?? 0;

/** The numbers under the map; what is not yet due is named where there is any. */
export const tableOf = (measure: Measure, known: readonly Known[]): Table =>
  measure === "received"
    ? {
        columns: numbers("received"),
        rows: known.flatMap(({ code, received }) => (received === null ? [] : [[code, received]])),
      }
    : {
        columns: numbers("due", "there", "on_time", "proven", ...(laterOf(known) > 0 ? ["not_yet_due"] : [])),
        rows: known.flatMap(({ code, tally }) =>
          allOf(tally) === 0
            ? []
            : [
                [
                  ...[code, dueOf(tally), thereOf(tally)],
                  ...[tally.on_time ?? 0, tally.proven ?? 0],
                  ...(laterOf(known) > 0 ? [tally.not_yet_due ?? 0] : []),
                ],
              ],
        ),
      };

/** The provinces that the map shows: not what lies in none, nor where no report is owed. */
const SHOWN = `place[:2] IN (${Object.keys(tiles)
  .map((code) => `'${code}'`)
  .join(", ")})`;

/** The question that has this table for its answer. */
export const sqlOf = (measure: Measure, year: string, level: Level, known: readonly Known[]): string =>
  measure === "received"
    ? `SELECT place[:2] AS province, received_new__total::BIGINT AS received
FROM deadlines JOIN harmonized USING (report_id)
WHERE is_government AND deadlines.scope = 'aggregate' AND deadlines.level = 'province' AND deadlines.year = ${year}
  AND deadlines.status IN ('verified', 'realigned') AND received_new__total IS NOT NULL
  AND place LIKE '__0000' AND ${SHOWN}
ORDER BY ALL`
    : `SELECT place[:2] AS province, count(*) FILTER (state <> 'not_yet_due') AS due,
  count(report_id) AS there,
  count(*) FILTER (state = 'on_time') AS on_time,
  count(*) FILTER (status IN ('verified', 'realigned')) AS proven${laterOf(known) > 0 ? ",\n  count(*) FILTER (state = 'not_yet_due') AS not_yet_due" : ""}
FROM deadlines
WHERE is_government AND year = ${year}${level === "all" ? "" : ` AND level = '${level}'`}
  AND ${SHOWN}
GROUP BY ALL ORDER BY ALL`;
