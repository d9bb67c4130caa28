import type { Context, Value } from "../view.ts";
import { fold, placeOf } from "./folded.ts";
import { PART, pairsOf, unpackPostings } from "./postings.ts";

/** Where to look: below a place (the first digits of its division's code), in these years; null: anywhere. `after`: the report number where a search before this one ended. */
export type Within = { place?: string | null; years?: readonly [number, number] | null; after?: number | null };

/** A report that holds the phrase. */
export type Hit = {
  report_id: string;
  organ: string | null;
  division: string | null;
  province: string | null;
  scope: string;
  year: number | null;
  status: string;
  heading: string;
  /** Whether the phrase stands in the heading, not in the text below it. */
  inHeading: boolean;
  /** The phrase as the report writes it, and the words around it. */
  before: string;
  phrase: string;
  after: string;
};

/** `next`: where to go on, for `after`; null where everything has been looked through. `looked`: how many reports were, since `after`. */
export type Hits = { hits: Hit[]; looked: number; next: number | null };

/** A search ends with the step that finds so many, or when it has read so many reports. */
const ENOUGH = 20;
const MOST = 5000;
/** The first step reads so many reports; each further one twice as many, but no more than are in memory at once. */
const FIRST_STEP = 64;
const LARGEST_STEP = 1024;
/** Reports nearer to each other than this are read together: their texts lie in one piece of the file. */
const NEAR = 512;

type Asks = Pick<Context, "query">;

/** Finds the current reports with a phrase in a heading or a text, newest year first, a few at a time. Spaces, full-width forms and capitals make no difference. */
export async function phrases(context: Asks, words: string, within: Within = {}): Promise<Hits> {
  const phrase = fold(words);
  const hits: Hit[] = [];
  let looked = 0;
  let step = FIRST_STEP;
  if (phrase === "") return { hits, looked, next: null };
  for await (const candidates of candidatesOf(context, phrase, within))
    for (let from = 0; from < candidates.length; step = Math.min(2 * step, LARGEST_STEP)) {
      const some = candidates.slice(from, from + step);
      for (const run of near(some)) hits.push(...(await proven(context, phrase, run)));
      from += some.length;
      looked += some.length;
      if (hits.length >= ENOUGH || looked >= MOST) return { hits, looked, next: some.at(-1) ?? null };
    }
  return { hits, looked, next: null };
}

/** The numbers, rising, of the reports of the place and years that may hold the phrase: each of its pairs of characters stands in them. Part by part. */
async function* candidatesOf({ query }: Asks, phrase: string, within: Within): AsyncGenerator<number[]> {
  const { place = null, years = null, after = null } = within;
  const of = `FROM stored.reports WHERE is_current
    ${place === null ? "" : `AND starts_with(division, ${literal(place)})`}
    ${years === null ? "" : `AND year BETWEEN ${Number(years[0])} AND ${Number(years[1])}`}
    ${after === null ? "" : `AND report_number > ${Number(after)}`}`;
  const [range = []] = (await query(`SELECT min(report_number), max(report_number) ${of}`)).rows;
  const [first, last] = range;
  if (first == null || last == null) return;
  const parts = [Math.floor(Number(first) / PART), Math.floor(Number(last) / PART)] as const;
  const pairs = pairsOf(phrase);
  const postings =
    pairs.length === 0
      ? []
      : (
          await query(`SELECT part, hex(reports) FROM stored.pairs
            WHERE pair IN (${pairs.join(", ")}) AND part BETWEEN ${parts[0]} AND ${parts[1]}`)
        ).rows;
  for (let part = parts[0]; part <= parts[1]; part++) {
    const lists = postings.filter((row) => Number(row[0]) === part).map((row) => unpackPostings(bytesOf(row[1] ?? "")));
    // A pair without a row stands in none of the part's reports.
    if (lists.length < pairs.length) continue;
    const places = inAll(lists.filter((list) => list !== null));
    if (places?.length === 0) continue;
    const { rows } = await query(`SELECT report_number ${of}
      AND report_number BETWEEN ${part * PART} AND ${(part + 1) * PART - 1}
      ${places === null ? "" : `AND report_number IN (${places.map((one) => part * PART + one).join(", ")})`}
      ORDER BY report_number`);
    yield rows.map(([number]) => Number(number));
  }
}

/** The numbers that stand in every list; null where there is none. */
function inAll(lists: readonly number[][]): number[] | null {
  const [shortest, ...others] = lists.toSorted((a, b) => a.length - b.length);
  const sets = others.map((list) => new Set(list));
  return shortest?.filter((number) => sets.every((set) => set.has(number))) ?? null;
}

/** Of hexadecimal digits. */
const bytesOf = (hex: Value): Uint8Array =>
  Uint8Array.from(String(hex).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** Rising numbers in runs without a wide gap. */
function near(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && number - (run.at(-1) ?? 0) < NEAR) run.push(number);
    else runs.push([number]);
  }
  return runs;
}

/** Of these reports those that hold the phrase, each with the first place of it. */
async function proven({ query }: Asks, phrase: string, numbers: readonly number[]): Promise<Hit[]> {
  const { rows: sections } = await query(`SELECT report_number, heading, text FROM stored.sections
    WHERE report_number BETWEEN ${numbers[0]} AND ${numbers.at(-1)} AND report_number IN (${numbers.join(", ")})
    ORDER BY report_number, ordinal`);
  const found = new Map<number, ReturnType<typeof hitIn>>();
  for (const [number, heading, text] of sections)
    if (!found.get(Number(number))) found.set(Number(number), hitIn(String(heading ?? ""), String(text ?? ""), phrase));
  const holding = [...found].filter(([, hit]) => hit !== null).map(([number]) => number);
  if (holding.length === 0) return [];
  const { rows } =
    await query(`SELECT report_number, report_id, organ, division, province, scope, year, status FROM stored.reports
    WHERE report_number BETWEEN ${holding[0]} AND ${holding.at(-1)} AND report_number IN (${holding.join(", ")})
    ORDER BY report_number`);
  const known = (value: Value | undefined): string | null => (value == null ? null : String(value));
  return rows.flatMap(([number, id, organ, division, province, scope, year, status]) => {
    const hit = found.get(Number(number)) ?? null;
    if (hit === null) return [];
    return [
      {
        ...{ report_id: String(id), organ: known(organ), division: known(division), province: known(province) },
        ...{ scope: String(scope), year: year == null ? null : Number(year), status: String(status) },
        ...hit,
      },
    ];
  });
}

/** Characters shown on either side of a phrase. */
const AROUND = 40;

/** The first place of a folded phrase in a section, as the report writes it. */
function hitIn(heading: string, text: string, phrase: string) {
  for (const [inHeading, words] of [
    [true, heading],
    [false, text],
  ] as const) {
    const place = placeOf(words, phrase);
    if (place === null) continue;
    const { start, end } = place;
    // Twice as many UTF-16 units hold them.
    const before = [...words.slice(Math.max(0, start - 2 * AROUND), start)].slice(-AROUND).join("");
    const after = [...words.slice(end, end + 2 * AROUND)].slice(0, AROUND).join("");
    return { heading, inHeading, before, phrase: words.slice(start, end), after };
  }
  return null;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
