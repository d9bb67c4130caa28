import { isProven, sumOf } from "../../parts/states.ts";
import { childrenOf } from "../../parts/where.ts";
import {
  type Due,
  KINDS,
  type Organ,
  type Overview,
  type Province,
  type Tally,
  unpackOrgan,
  unpackTally,
} from "../../places.ts";

/** Whose reports a matrix counts. */
export type Whose = "governments" | "organs";

/** A place or an organ, and by year what is there of its reports. */
export type Row = {
  /** The code of the place: two digits for a province of the whole country. */
  code: string;
  /** The organ where it is one; else all of that kind in the place. */
  organ: Organ | null;
  tallies: Tally[];
  /** Of an organ: by year. */
  due: (Due | null)[];
};

/** All provinces, a row each. */
export const countryRows = ({ provinces }: Overview, whose: Whose): Row[] =>
  provinces
    .map(({ code, tallies }): Row => {
      const kinds = tallies.filter((_, kind) => (KINDS[kind] === "organ") === (whose === "organs"));
      const years = kinds[0]?.map((_, i) => sumOf(kinds.map((byYear) => unpackTally(byYear[i] ?? []))));
      return { code, organ: null, tallies: years ?? [], due: [] };
    })
    .filter(isDue);

/** A place: its own government and organs, and of each place in it all. */
export type PlaceRows = { governments: Row[]; organsByPlace: Row[]; organs: Row[] };

export function placeRows(province: Province, code: string): PlaceRows {
  const all = province.organs.map((packed) => unpackOrgan(packed, province));
  const at = Map.groupBy(all, ({ place }) => province.places[place]?.[0] ?? "");
  const within = (place: string): Organ[] => [
    ...(at.get(place) ?? []),
    ...childrenOf(province, place).flatMap(([child]) => within(child)),
  ];
  const rowOf = (organs: readonly Organ[], place: string): Row => together(organs, place, province.years);
  const own = at.get(code) ?? [];
  const children = childrenOf(province, code).map(([child]) => ({ child, organs: within(child) }));
  return {
    governments: [
      ...own.filter(isGovernment).map((organ) => alone(organ, code, province.years)),
      ...children.flatMap(({ child, organs }) => {
        const governments = organs.filter(isGovernment);
        const [only] = governments;
        return governments.length === 1 && only ? alone(only, child, province.years) : rowOf(governments, child);
      }),
    ].filter(isDue),
    organsByPlace: [
      rowOf(
        own.filter((organ) => !isGovernment(organ)),
        code,
      ),
      ...children.map(({ child, organs }) =>
        rowOf(
          organs.filter((organ) => !isGovernment(organ)),
          child,
        ),
      ),
    ].filter(isDue),
    organs: own.filter((organ) => !isGovernment(organ)).map((organ) => alone(organ, code, province.years)),
  };
}

const isGovernment = ({ kind }: Organ): boolean => kind !== "organ";
const isDue = ({ tallies }: Row): boolean => tallies.some((tally) => Object.keys(tally).length > 0);

function alone(organ: Organ, code: string, [first, last]: [number, number]): Row {
  const due = Array.from(
    { length: last - first + 1 },
    (_, i) => organ.due.find(({ year }) => year === first + i) ?? null,
  );
  return { code, organ, due, tallies: due.map((one) => (one === null ? {} : tallyOf(one))) };
}

function together(organs: readonly Organ[], code: string, [first, last]: [number, number]): Row {
  const tallies = Array.from({ length: last - first + 1 }, (): Tally[] => []);
  for (const { due } of organs) for (const one of due) tallies[one.year - first]?.push(tallyOf(one));
  return { code, organ: null, tallies: tallies.map(sumOf), due: [] };
}

const tallyOf = ({ state, proof }: Due): Tally => ({ [state]: 1, ...(isProven(proof) ? { proven: 1 } : {}) });
