import type { Facts } from "./facts.ts";

/** What a data card says in one language, around the numbers; names for the values that stand in its tables. */
export type CardWords = {
  title(day: string): string;
  other: string;
  /** Paragraphs before the first table. */
  opening(facts: Facts): string[];
  coverage: { heading: string; text: string; year: string; levels: Record<string, string>; all: string };
  governments: { heading: string; text: string };
  provinces: { heading: string; text: string; heads: string[] };
  states: { heading: string; text: string; heads: string[]; names: Record<string, string> };
  proven: { heading: string; text: string; heads: string[]; names: Record<string, string> };
  cells: { heading: string; text: string; heads: string[]; names: Record<string, string> };
  checks: { heading: string; text: string; heads: string[] };
  sites: { heading: string; text: string; heads: string[]; names: Record<string, string> };
  faults: { heading: string; list(facts: Facts): string[] };
  conclusions: { heading: string; list: string[] };
  use: { heading: string; text(day: string): string };
};

/** The provinces of which the most is missing, that a card names. */
const WORST = 10;

/** DATACARD.md of a release in one language. */
export function datacard(words: CardWords, day: string, facts: Facts): string {
  const { coverage, governments, provinces, states, proven, cells, checks, sites } = words;
  const byName = (names: Record<string, string>, counts: readonly (readonly [string, number])[]): string[][] => {
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    return counts.map(([value, count]) => [`\`${value}\``, names[value] ?? "", text(count), share(count, all)]);
  };
  const parts: [string, string, string][] = [
    [coverage.heading, coverage.text, matrix(coverage, facts.byYear, "reports", "proven")],
    [governments.heading, governments.text, matrix(coverage, facts.owed, "due", "there")],
    [
      provinces.heading,
      provinces.text,
      grid(
        provinces.heads,
        facts.byProvince
          .slice(0, WORST)
          .map(({ province, due, there }) => [province, text(due), text(there), share(there, due)]),
      ),
    ],
    [
      states.heading,
      states.text,
      grid(
        states.heads,
        byName(
          states.names,
          facts.byState.map(({ state, reports }) => [state, reports]),
        ),
      ),
    ],
    [
      proven.heading,
      proven.text,
      grid(
        proven.heads,
        byName(
          proven.names,
          facts.byStatus.map(({ status, reports }) => [status, reports]),
        ),
      ),
    ],
    [
      cells.heading,
      cells.text,
      grid(
        cells.heads,
        byName(
          cells.names,
          facts.byCell.map((one) => [one.status, one.cells]),
        ),
      ),
    ],
    [
      checks.heading,
      checks.text,
      grid(
        checks.heads,
        facts.byCheck.map(({ family, made, failed }) => [
          `\`${family}\``,
          text(made),
          text(failed),
          share(failed, made),
        ]),
      ),
    ],
    [
      sites.heading,
      sites.text,
      grid(
        sites.heads,
        byName(
          sites.names,
          facts.byHealth.map((one) => [one.health, one.sites]),
        ),
      ),
    ],
  ];
  return [
    `# ${words.title(day)}`,
    words.other,
    ...words.opening(facts),
    ...parts.flatMap(([heading, paragraph, table]) => [`## ${heading}`, paragraph, table]),
    `## ${words.faults.heading}`,
    bullets(words.faults.list(facts)),
    `## ${words.conclusions.heading}`,
    bullets(words.conclusions.list),
    `## ${words.use.heading}`,
    words.use.text(day),
  ]
    .join("\n\n")
    .concat("\n");
}

const LEVELS = ["province", "prefecture", "county", "township", null] as const;

/** A row a year, a column a level: two numbers of each, the second with its share of the first. Nothing stands where there is nothing. */
function matrix<Key extends string>(
  { year, levels, all }: CardWords["coverage"],
  rows: readonly ({ year: number; level: string | null } & Record<Key, number>)[],
  whole: Key,
  part: Key,
): string {
  const shown = LEVELS.filter((level) => rows.some((row) => row.level === level));
  const cell = (of: typeof rows): string => {
    const [a, b] = [whole, part].map((name) => of.reduce((sum, row) => sum + row[name], 0));
    return a === undefined || b === undefined || a === 0 ? "" : `${text(a)} / ${text(b)} (${share(b, a)})`;
  };
  const years = Map.groupBy(rows, (row) => row.year);
  return grid(
    [year, ...shown.map((level) => levels[level ?? "unknown"] ?? ""), all],
    [...years].map(([of, inYear]) => [
      String(of),
      ...shown.map((level) => cell(inYear.filter((row) => row.level === level))),
      cell(inYear),
    ]),
  );
}

const text = (count: number): string => count.toLocaleString("en");
const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)}%`);
const bullets = (list: readonly string[]): string => list.map((one) => `- ${one}`).join("\n");

function grid(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
