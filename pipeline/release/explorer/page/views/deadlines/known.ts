import { dueOf, sumOf, thereOf } from "../../parts/states.ts";
import { childrenOf } from "../../parts/where.ts";
import {
  type Due,
  daysOf,
  dueBy,
  isThere,
  KINDS,
  type Kind,
  type Organ,
  type Overview,
  type Province,
  STATES,
  type Tally,
  unpackOrgan,
  unpackTally,
} from "../../places.ts";

/** Whose reports are asked for. */
export const WHOSE = ["all", "governments", ...KINDS] as const;
export type Whose = (typeof WHOSE)[number];

export const isOf = (whose: Whose, kind: Kind): boolean =>
  whose === "all" || whose === kind || (whose === "governments" && kind !== "organ");

/** The tallies of a province by year. */
export const byYear = ({ tallies }: Overview["provinces"][number], whose: Whose): Tally[] => {
  const kinds = tallies.filter((_, i) => isOf(whose, KINDS[i] ?? "organ"));
  return (tallies[0] ?? []).map((_, year) => sumOf(kinds.map((one) => unpackTally(one[year] ?? []))));
};

/** The same of all provinces together. */
export const together = (all: readonly Tally[][]): Tally[] =>
  (all[0] ?? []).map((_, year) => sumOf(all.flatMap((one) => one[year] ?? [])));

/** The organs of a place and of the places in it. */
export function organsIn(province: Province, code: string, whose: Whose): Organ[] {
  const codes = new Set<string>();
  const add = (one: string): void => {
    codes.add(one);
    for (const [child] of childrenOf(province, one)) add(child);
  };
  add(code);
  return province.organs
    .map((packed) => unpackOrgan(packed, province))
    .filter(({ place }) => codes.has(province.places[place]?.[0] ?? ""))
    .map((organ) => ({ ...organ, due: organ.due.filter(({ kind }) => isOf(whose, kind)) }));
}

/** What a year's reports of these organs come to. */
export function tallied(organs: readonly Organ[], [first, last]: [number, number]): Tally[] {
  const tallies = Array.from({ length: last - first + 1 }, (): Tally[] => []);
  for (const { due } of organs) for (const { year, state } of due) tallies[year - first]?.push({ [state]: 1 });
  return tallies.map(sumOf);
}

/** What a bar shows; `absent` is all that is due and not there, whatever the reason. */
export const PARTS = ["on_time", "late", "undated", "absent", "not_yet_due"] as const;
export type Part = (typeof PARTS)[number];
export type Parts = Record<Part, number>;

/** The parts to show of these: what is not yet due only where there is any. */
export const partsIn = (tallies: readonly Tally[]): Part[] =>
  PARTS.filter((part) => part !== "not_yet_due" || tallies.some((tally) => tally.not_yet_due));

export function partsOf(tally: Tally): Parts {
  return {
    on_time: tally.on_time ?? 0,
    late: tally.late ?? 0,
    undated: tally.undated ?? 0,
    absent: dueOf(tally) - thereOf(tally),
    not_yet_due: tally.not_yet_due ?? 0,
  };
}

/** A line of the list: an organ's report of the year that is looked at. */
export type Line = {
  name: string;
  place: string;
  due: Due;
  deadline: string;
  published: string | null;
  site: Province["sites"][number] | null;
};

export const SORTS = ["organ", "state", "days"] as const;
export type Sort = (typeof SORTS)[number];

export function linesOf(
  organs: readonly Organ[],
  province: Province,
  year: number,
  deadlines: { own: string; aggregate: string },
  sort: Sort,
): Line[] {
  const lines = organs.flatMap((whose): Line[] => {
    const { place, due } = whose;
    const one = due.find((other) => other.year === year);
    if (one === undefined) return [];
    const deadline = dueBy(whose, deadlines);
    const published = one.days === null ? null : dayAfter(deadline, one.days);
    return [
      {
        name: one.organ,
        place: province.places[place]?.[0] ?? "",
        due: one,
        deadline,
        published,
        site: province.sites[one.site] ?? null,
      },
    ];
  });
  const number = ({ due }: Line): number =>
    sort === "state" ? STATES.indexOf(due.state) : -(isThere(due.state) ? (daysOf(due) ?? -1000) : -2000);
  const order = sort === "organ" ? () => 0 : (a: Line, b: Line) => number(a) - number(b);
  return lines.toSorted((a, b) => order(a, b) || compare(a.place, b.place) || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
