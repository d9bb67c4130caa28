import * as z from "zod/mini";

// What the page knows of every place and organ without a database: explorer/data/overview.json (all provinces) and
// explorer/data/places/NN.json (NN: the first two digits of the division; 00 what lies in no known place). Both say in few bytes what the
// table deadlines says: a row for each organ and year in which a report is due.

/** The states of the table deadlines; the first three are those of reports that are there. */
export const STATES = [
  "on_time",
  "late",
  "undated",
  "not_found",
  "overdue",
  "not_yet_due",
  "not_checked",
  "blocked",
  "not_readable",
  "no_source",
] as const;
export type State = (typeof STATES)[number];

/** Whether a report in this state is in the archive. */
export const isThere = (state: State): boolean => state === "on_time" || state === "late" || state === "undated";

/** Whose reports are counted together: governments (all their organs' figures in one report) by level, or of no level that is known, and all other organs. */
export const KINDS = ["province", "prefecture", "county", "government", "organ"] as const;
export type Kind = (typeof KINDS)[number];

/** Organs by state, and `proven`: those whose current report is verified or realigned. What is not named is 0. */
export type Tally = Partial<Record<State | "proven", number>>;
const TALLIED = [...STATES, "proven"] as const;

/** A tally in a file: the index in STATES (10: proven) and its number, in turns. */
const PackedTally = z.array(z.number());
type PackedTally = z.infer<typeof PackedTally>;

export const packTally = (tally: Tally): PackedTally =>
  TALLIED.flatMap((key, i) => (tally[key] ? [i, tally[key]] : []));

export function unpackTally(packed: PackedTally): Tally {
  const tally: Tally = {};
  for (let i = 0; i < packed.length; i += 2) {
    const key = TALLIED[packed[i] ?? -1];
    if (key !== undefined) tally[key] = packed[i + 1] ?? 0;
  }
  return tally;
}

/** overview.json */
export const Overview = z.object({
  /** The release's day. */
  day: z.string(),
  /** The first and the last year that reports are about. */
  years: z.tuple([z.number(), z.number()]),
  /** By year the last day on which an organ's own report, and a government's on all its organs, is due. */
  deadlines: z.array(z.object({ own: z.string(), aggregate: z.string() })),
  /** Current reports that are in no tally: their organ or year is unknown, or another stands for the same organ and year. */
  leftOut: z.number(),
  provinces: z.array(
    z.object({
      /** NN of places/NN.json. */
      code: z.string(),
      /** null for what lies in no province that the lists of GB/T 2260 know. */
      name: z.nullable(z.string()),
      /** By kind (KINDS), then by year from the first. */
      tallies: z.array(z.array(PackedTally)),
      /** By year, the applications for information that the provincial government's report says were received; null where no proven one says it. */
      received: z.array(z.nullable(z.number())),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

/** How the report of a year stands: a letter for each year from `first`. "." where none is due. */
const LETTERS: Record<State, string> = {
  on_time: "o",
  late: "l",
  undated: "u",
  not_found: "n",
  overdue: "d",
  not_yet_due: "y",
  not_checked: "c",
  blocked: "b",
  not_readable: "r",
  no_source: "s",
};
const STATE_OF = new Map(STATES.map((state) => [LETTERS[state], state]));

/** The status of the report that is there, by its letter; "." where none is. */
const PROOFS = { v: "verified", r: "realigned", i: "incomplete", x: "inconsistent", n: "narrative" } as const;
export type Proof = (typeof PROOFS)[keyof typeof PROOFS];
const PROOF_OF = new Map<string, Proof>(Object.entries(PROOFS));
const PROOF_LETTERS = new Map<string, string>(Object.entries(PROOFS).map(([letter, proof]) => [proof, letter]));

/** An organ: its place (index in `places`), name, kind (index in KINDS), first year, and by year from there: */
const PackedOrgan = z.object({
  place: z.number(),
  name: z.string(),
  kind: z.number(),
  /** 1: of a township or sub-district. */
  township: z.optional(z.literal(1)),
  /** 1: an aggregate report that is not that of its place's government. */
  aggregate: z.optional(z.literal(1)),
  /** 1: a report on a government's own office, due on the governments' day. */
  withGovernments: z.optional(z.literal(1)),
  /** Of a government, the years of which only a report on its own office is there. */
  own: z.optional(z.array(z.number())),
  first: z.number(),
  states: z.string(),
  proofs: z.string(),
  /** Days from the deadline to the publication, negative where before it; null (at the end: left out) where no date is known. */
  days: z.array(z.nullable(z.number())),
  /** Index in `sites` of the site where the report is or would be, if it is the same in all years; else by year. -1: none. */
  site: z.union([z.number(), z.array(z.number())]),
  /** The organ's name and division in a year, where they are others than above. */
  called: z.optional(z.record(z.string(), z.tuple([z.string(), z.string()]))),
  /** Index in KINDS in a year, where it is another than above. */
  kinds: z.optional(z.record(z.string(), z.number())),
  /** By year the day on which it was fetched, where that proves that it was on time. */
  had: z.optional(z.record(z.string(), z.string())),
});
type PackedOrgan = z.infer<typeof PackedOrgan>;

/** places/NN.json */
export const Province = z.object({
  code: z.string(),
  name: z.nullable(z.string()),
  day: z.string(),
  years: z.tuple([z.number(), z.number()]),
  /** Places by code, each under its name of today (or its last): [code, name, code of the place above it or ""]. */
  places: z.array(z.tuple([z.string(), z.string(), z.string()])),
  /** [id, whose site it is, health, reason, day on which it was last read with success]. */
  sites: z.array(z.tuple([z.string(), z.string(), z.string(), z.nullable(z.string()), z.nullable(z.string())])),
  organs: z.array(PackedOrgan),
});
export type Province = z.infer<typeof Province>;

/** An organ's report of one year, whether it is there or not. */
export type Due = {
  year: number;
  state: State;
  /** null where no report is there. */
  proof: Proof | null;
  /** From the deadline to the day that the report gives. */
  days: number | null;
  /** The day on which it was fetched, where that proves it on time and the day that it gives, if any, does not. */
  had: string | null;
  kind: Kind;
  /** Index in Province.sites; -1: none. */
  site: number;
  /** As they were that year. With the year they are the address of the report, where it is there. */
  organ: string;
  division: string;
  scope: "own" | "aggregate";
};

/** An organ and what it owes, in the order of the years. */
export type Organ = {
  place: number;
  name: string;
  kind: Kind;
  township: boolean;
  scope: "own" | "aggregate";
  /** Whether its reports are due on the governments' day. */
  withGovernments: boolean;
  /** Years in which none was due are left out. */
  due: Due[];
};

/** What a report was early or late by. Not the day that it gives now where it was fetched in time: that day is not the publication's. */
export const daysOf = ({ days, had }: Due): number | null => (had === null ? days : null);

/** The day until which an organ's report is due, of the two of its year. */
export const dueBy = ({ withGovernments }: Organ, { own, aggregate }: { own: string; aggregate: string }): string =>
  withGovernments ? aggregate : own;
/** As a file has it. `code` is that of its place. */
export function packOrgan(organ: Organ, code: string): PackedOrgan {
  const { due, name, place } = organ;
  const first = due[0]?.year ?? 0;
  const last = due.at(-1)?.year ?? first - 1;
  const byYear = new Map(due.map((one) => [one.year, one]));
  const years = Array.from({ length: last - first + 1 }, (_, i) => byYear.get(first + i));
  const sites = years.map((one) => one?.site ?? -1);
  const own = due.flatMap(({ scope, year }) => (scope === "own" ? year : []));
  const others = due.filter((one) => one.organ !== name || one.division !== code);
  const kinds = due.filter(({ kind }) => kind !== organ.kind).map(({ year, kind }) => [year, KINDS.indexOf(kind)]);
  const had = due.flatMap((one) => (one.had === null ? [] : [[one.year, one.had]]));
  return {
    place,
    name,
    kind: KINDS.indexOf(organ.kind),
    ...(organ.township ? { township: 1 } : {}),
    ...(organ.scope === "aggregate" && organ.kind === "organ" ? { aggregate: 1 } : {}),
    ...(organ.scope === "own" && organ.kind === "organ" && organ.withGovernments ? { withGovernments: 1 } : {}),
    ...(organ.kind !== "organ" && own.length > 0 ? { own } : {}),
    first,
    states: years.map((one) => (one ? LETTERS[one.state] : ".")).join(""),
    proofs: years.map((one) => PROOF_LETTERS.get(one?.proof ?? "") ?? ".").join(""),
    days: years.slice(0, years.findLastIndex((one) => one && one.days !== null) + 1).map((one) => one?.days ?? null),
    site: new Set(sites).size === 1 ? (sites[0] ?? -1) : sites,
    ...(others.length > 0
      ? { called: Object.fromEntries(others.map((one) => [one.year, [one.organ, one.division] as [string, string]])) }
      : {}),
    ...(kinds.length > 0 ? { kinds: Object.fromEntries(kinds) } : {}),
    ...(had.length > 0 ? { had: Object.fromEntries(had) } : {}),
  };
}

/** An organ of a province's file. */
export function unpackOrgan(packed: PackedOrgan, province: Province): Organ {
  const { place, name, first, states, proofs, days, site, called } = packed;
  const kind = KINDS[packed.kind] ?? "organ";
  const scope = kind !== "organ" || packed.aggregate ? "aggregate" : "own";
  const code = province.places[place]?.[0] ?? "";
  const due = [...states].flatMap((letter, i): Due[] => {
    const state = STATE_OF.get(letter);
    const year = first + i;
    const [organ, division] = called?.[year] ?? [name, code];
    const index = typeof site === "number" ? site : (site[i] ?? -1);
    return state === undefined
      ? []
      : [
          {
            ...{ year, state, proof: PROOF_OF.get(proofs[i] ?? "") ?? null, days: days[i] ?? null },
            ...{ site: index, organ, division, scope: packed.own?.includes(year) ? "own" : scope },
            ...{ had: packed.had?.[year] ?? null, kind: KINDS[packed.kinds?.[year] ?? packed.kind] ?? "organ" },
          },
        ];
  });
  const withGovernments = scope === "aggregate" || packed.withGovernments === 1;
  return { place, name, kind, township: packed.township === 1, scope, withGovernments, due };
}
