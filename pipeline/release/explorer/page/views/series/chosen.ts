import { type Unknown, unknownIn } from "../../parts/unknown.ts";

/** What is asked for, as the address has it. */
export type Chosen = {
  /** The first digits of divisions; "" is every place. */
  places: string[];
  items: Item[];
  level: (typeof LEVELS)[number];
  scope: (typeof SCOPES)[number];
  measure: (typeof MEASURES)[number];
  proof: (typeof PROOFS)[number];
  organs: (typeof ORGANS)[number];
  from: number | null;
  to: number | null;
};
export type Item = { view: string; column: string };

export const LEVELS = ["province", "prefecture", "county", "township"] as const;
export const SCOPES = ["aggregate", "own"] as const;
export const MEASURES = ["sum", "median", "mean", "share"] as const;
export const PROOFS = ["proven", "all"] as const;
/** Each report that there is, or those of the organs alone that have the number in every year. */
export const ORGANS = ["each", "same"] as const;

const ALL_PLACES = "all";
const FIRST_ITEM = "harmonized.received_new__total";

const listIn = (params: URLSearchParams, name: string): string[] => [
  ...new Set((params.get(name) ?? "").split(",").filter((one) => one !== "")),
];

/** Reads the address; what it lacks is what most readers ask first. What it has in no known form, `unknown` names: no figure stands for that. */
export function chosen(params: URLSearchParams): Chosen {
  const list = (name: string): string[] => listIn(params, name);
  const places = list("place").flatMap((one) => (one === ALL_PLACES ? [""] : /^\d{2,6}$/.test(one) ? [one] : []));
  const items = list("item").flatMap(itemOf);
  const year = (name: string): number | null =>
    /^\d{4}$/.test(params.get(name) ?? "") ? Number(params.get(name)) : null;
  return {
    places: places.length > 0 ? places : [""],
    items: items.length > 0 ? items : itemOf(FIRST_ITEM),
    level: oneOf(LEVELS, params.get("level")) ?? "county",
    scope: oneOf(SCOPES, params.get("scope")) ?? "aggregate",
    measure: oneOf(MEASURES, params.get("measure")) ?? "sum",
    proof: oneOf(PROOFS, params.get("proof")) ?? "proven",
    organs: oneOf(ORGANS, params.get("organs")) ?? "each",
    from: year("from"),
    to: year("to"),
  };
}

/** What the address asks for that is not there. */
export function unknown(
  params: URLSearchParams,
  there: { isPlace(place: string): boolean; isItem(id: string): boolean; years: readonly [number, number] },
): Unknown[] {
  const [first, last] = there.years;
  const years = Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  return [
    ...listIn(params, "place")
      .filter((place) => place !== ALL_PLACES && !there.isPlace(place))
      .map((value): Unknown => ({ name: "place", value })),
    ...listIn(params, "item")
      .filter((id) => !there.isItem(id))
      .map((value): Unknown => ({ name: "item", value })),
    ...unknownIn(params, {
      ...{ level: LEVELS, scope: SCOPES, measure: MEASURES, proof: PROOFS, organs: ORGANS },
      ...{ from: years, to: years },
    }),
  ];
}

/** What the address asks for besides that. */
export function without(params: URLSearchParams, odd: readonly Unknown[]): Chosen {
  const rest = new URLSearchParams(params);
  for (const [name, given] of params) {
    const values = odd.flatMap((one) => (one.name === name ? [one.value] : []));
    if (values.length > 0)
      rest.set(
        name,
        given
          .split(",")
          .filter((one) => !values.includes(one))
          .join(","),
      );
  }
  return chosen(rest);
}

/** The address of what is chosen. */
export const paramsOf = ({
  places,
  items,
  level,
  scope,
  measure,
  proof,
  organs,
  from,
  to,
}: Chosen): Record<string, string> => ({
  ...{ place: places.map((place) => place || ALL_PLACES).join(","), item: items.map(idOf).join(",") },
  ...{ level, scope, measure, proof, organs, from: String(from ?? ""), to: String(to ?? "") },
});

export const idOf = ({ view, column }: Item): string => `${view}.${column}`;

/** `view.column`; nothing where it is no such name: it becomes part of SQL. */
export function itemOf(id: string): Item[] {
  const [, view, column] = /^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/.exec(id) ?? [];
  return view === undefined || column === undefined ? [] : [{ view, column }];
}

/** The first digits that all divisions of a place have: 410100 is 4101. */
export const prefixOf = (code: string): string => code.replace(/(00){1,2}$/, "");

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((one) => one === value);
