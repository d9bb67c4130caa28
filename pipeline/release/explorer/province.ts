import { divisionOf, parentCode, placeOfKey } from "../../../data/divisions/index.ts";
import type { Level, REPORT_STATUSES } from "../../../data/records/index.ts";
import { type Due, isThere, type Kind, type Organ, type Province, packOrgan, type State } from "./page/places.ts";

/** A row of the table deadlines. */
export type OwedRow = {
  place: string;
  organ: string;
  division: string | null;
  level: Level | null;
  scope: "own" | "aggregate";
  kind: Kind;
  /** Whether it is due on the governments' day. */
  with_governments: boolean;
  year: number;
  state: State;
  status: (typeof REPORT_STATUSES)[number] | null;
  /** From the deadline to the publication. */
  days: number | null;
  /** The day of China on which it was fetched, where that is what proves it on time. */
  had: string | null;
  site: string | null;
};

export type SiteOf = { site: string; name: string; health: string; reason: string | null; checked: string | null };

type Known = {
  code: string;
  name: string | null;
  day: string;
  years: [number, number];
  /** By place, the government first, then by organ and year. */
  owed: readonly OwedRow[];
  sites: ReadonlyMap<string, SiteOf>;
};

/** What places/NN.json says of a province. */
export function provinceFile({ code, name, day, years, owed, sites }: Known): Province {
  // A government's rows stand by its names, which changed.
  const owners = [...Map.groupBy(owed, ownerOf).values()]
    .flatMap(apart)
    .map((rows) => rows.toSorted((a, b) => a.year - b.year));
  const places = placesOf(code, owners);
  const placeIndex = new Map(places.map(([place], i) => [place, i]));
  const used = [...new Set(owed.flatMap(({ site }) => site ?? []))].sort();
  const siteIndex = new Map(used.map((site, i) => [site, i]));
  return {
    ...{ code, name, day, years, places },
    sites: used.map((site) => {
      const known = sites.get(site);
      return [site, known?.name ?? site, known?.health ?? "ok", known?.reason ?? null, known?.checked ?? null];
    }),
    organs: owners.map((rows) => packOrgan(organOf(rows, placeIndex, siteIndex), rows[0]?.place ?? "")),
  };
}

/** A place's government is one organ under whatever names it had; where no list knows the place, its name is all there is. */
const ownerOf = ({ place, scope, organ, kind }: OwedRow): string =>
  kind !== "organ" && (placeOfKey(place) ?? divisionOf(place)) !== null ? place : nameIn({ place, scope, organ });

const nameIn = ({ place, scope, organ }: Pick<OwedRow, "place" | "scope" | "organ">): string =>
  `${place} ${scope} ${organ}`;

/** Two in one year are two governments (a place that is listed, but has none by law), so each name is one. */
const apart = (rows: OwedRow[]): OwedRow[][] =>
  new Set(rows.map(({ year }) => year)).size === rows.length ? [rows] : [...Map.groupBy(rows, nameIn).values()];

function organOf(
  rows: readonly OwedRow[],
  places: ReadonlyMap<string, number>,
  sites: ReadonlyMap<string, number>,
): Organ {
  const latest = rows.findLast(({ state }) => isThere(state)) ?? rows.at(-1);
  if (latest === undefined) throw new RangeError("an organ without a year");
  const { kind } = latest;
  return {
    place: places.get(latest.place) ?? -1,
    name: latest.organ,
    kind,
    township: latest.level === "township",
    scope: latest.scope,
    withGovernments: latest.with_governments,
    due: rows.map(
      ({ year, state, status, days, had, kind, site, organ, division, scope }): Due => ({
        ...{ year, state, proof: status === null || status === "rejected" ? null : status, days, had, kind },
        ...{ site: sites.get(site ?? "") ?? -1, organ, division: division ?? "", scope },
      }),
    ),
  };
}

/** The places of these organs and those above them, by code. */
function placesOf(province: string, owners: readonly (readonly OwedRow[])[]): Province["places"] {
  const names = new Map<string, string>([[`${province}0000`, divisionOf(`${province}0000`)?.name ?? ""]]);
  for (const rows of owners) {
    const { place = "", organ = "", kind = "organ" } = rows.at(-1) ?? {};
    const isGovernment = kind !== "organ";
    const listed = (placeOfKey(place) ?? divisionOf(place))?.name;
    if (listed !== undefined) names.set(place, listed);
    // A place that no list knows is called as its government calls it.
    else if (isGovernment || !names.has(place))
      names.set(place, isGovernment ? organ.replace(/人民政府$/, "") : place === "000000" ? "" : place);
  }
  for (const code of [...names.keys()]) {
    const above = parentCode(code);
    if (above !== null && !names.has(above)) names.set(above, divisionOf(above)?.name ?? "");
  }
  const above = (code: string): string => {
    const prefecture = `${code.slice(0, 4)}00`;
    return code !== prefecture && names.has(prefecture) ? prefecture : (parentCode(code) ?? "");
  };
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => [code, name, above(code)]);
}
