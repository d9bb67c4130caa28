import { childrenOf, type Division, divisionOf, within } from "../../../data/divisions/index.ts";
import { countiesOfTownship, TOWNSHIPS_SINCE, townshipName } from "../../../data/divisions/townships.ts";

/** 东莞, 中山, 儋州, 嘉峪关 govern their townships themselves. */
export const withoutCounties = (place: Division): boolean => childrenOf(place.code).length === 0;

/**
 * The one county in `outer` (a code) that has a township so called; null where none or several have, and for years the lists do not cover:
 * a township's city says nothing of its code.
 */
export function countyOfTownship(words: string, outer: string, year: number | null): Division | null {
  const name = townshipName(words);
  if (name === null || year === null || year < TOWNSHIPS_SINCE) return null;
  const counties = new Map<string, Division | null>();
  for (const code of countiesOfTownship(name).filter((county) => within(county, outer))) {
    const place = divisionOf(code, year);
    // The lists are of several years: a county that did not stand in this one is the same place under another code, or was merged away.
    if (!place || (place.from <= year && year <= place.to)) counties.set(code, place);
  }
  const [county = null] = counties.values();
  return counties.size === 1 ? county : null;
}
