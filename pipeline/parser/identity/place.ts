import {
  asOf,
  type Division,
  divisionOf,
  divisionsNamed,
  inYear,
  parentCode,
  within,
} from "../../../data/divisions/index.ts";
import { anyOf, organWords } from "../../../data/words/index.ts";

const LONGEST_NAME = 15;

/** The places whose full name ends where `end` stands: …《石龙区|人民政府办公室关于…. Read with the place before it, where one is. */
export function placeBefore(words: string, end: number): readonly Division[] {
  for (let length = Math.min(LONGEST_NAME, end); length >= 2; length--) {
    const start = end - length;
    const named = divisionsNamed(words.slice(start, end));
    if (named.length === 0) continue;
    const outer = placeBefore(words, start);
    const inner = named.filter((place) => outer.some((o) => o.code !== place.code && within(place.code, o.code)));
    return inner.length > 0 ? inner : named;
  }
  return [];
}

/** What else is known about where a document comes from, the most reliable first. */
export type Surroundings = {
  year: number | null;
  /** The code of the place whose site it is. */
  site: string | null;
  /** What the registry calls the organ whose site it is: 云上区人民政府. */
  owner: string | null;
  /** What names the source around the document: publisher, site, column. */
  words: string;
  body: string;
};

/**
 * The one place that is meant, or the several that remain. Never the nearest: a name that several places share is resolved by the year,
 * by the site, by the page's own words, by the only parent that the body names, and by nothing else.
 */
export function resolvePlace(candidates: readonly Division[], around: Surroundings): Division[] {
  const standing = inYear(candidates, around.year).flatMap((place) => asOf(place, around.year) ?? []);
  let left = [...new Map(standing.map((place) => [place.code, place])).values()];
  const narrow = (fits: (place: Division) => boolean): void => {
    const fitting = left.length > 1 ? left.filter(fits) : [];
    if (fitting.length > 0) left = fitting;
  };
  const { site } = around;
  if (site) narrow((place) => within(place.code, site) || within(site, place.code));
  narrow((place) => parentNames(place).some((name) => around.words.includes(name)));
  if (left.length < 2) return left;
  const body = around.body.replace(visits, "");
  narrow((place) => parentNames(place).some((name) => body.includes(name + place.name)));
  // By its full name: 北京冬奥会 speaks of no city.
  narrow((place) => body.includes(parentNames(place)[0] ?? place.name));
  return left;
}

/** 赴徐州市学习, 借鉴南京市经验: a clause about another place than one's own. */
const visits = new RegExp(`[^。；，\\n]*(?:${anyOf(organWords.visits)})[^。；，\\n]*`, "g");

/** 长春市, 长春 for 朝阳区. */
function parentNames(place: Division): string[] {
  const parent = divisionOf(parentCode(place.code) ?? "");
  return parent ? [parent.name, parent.short].filter((name) => name.length > 1) : [];
}
