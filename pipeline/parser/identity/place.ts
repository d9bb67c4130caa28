import {
  asOf,
  type Division,
  divisionOf,
  divisionsCalled,
  divisionsNamed,
  inYear,
  parentCode,
  pathOf,
  within,
} from "../../../data/divisions/index.ts";
import { anyOf, organWords } from "../../../data/words/index.ts";

/** The places that the beginning of some words can mean; `weak` where only a short form was read (郑州, not 郑州市). */
export type LeadingPlace = {
  candidates: readonly Division[];
  length: number;
  weak: boolean;
  /** The deepest name as printed. */
  printed: string;
};

const LONGEST_NAME = 15;
/** 河东乡 is no 河东区: a short form is one only where no word for a kind of place follows. */
const PLACE_WORD = /^[省市区县旗州盟镇乡村路街]|^(?:街道|地区|新区|苏木)/;

/**
 * Reads the places that lead an organ's name, down to the deepest: 河南省郑州市上街区人民政府 → 上街区.
 * A county by its short form is read only inside `fence` (a code) or behind the name of a place that holds it: too many share one.
 */
export function leadingPlace(words: string, fence: string | null): LeadingPlace | null {
  let read = nameAt(words, null, fence);
  for (;;) {
    const inner: LeadingPlace | null = read && nameAt(words.slice(read.length), read, fence);
    if (!read || !inner) return read;
    read = { ...inner, length: read.length + inner.length };
  }
}

function nameAt(words: string, outer: LeadingPlace | null, fence: string | null): LeadingPlace | null {
  const inside = (place: Division): boolean =>
    !outer || outer.candidates.some((o) => o.code !== place.code && within(place.code, o.code));
  for (let length = Math.min(LONGEST_NAME, words.length); length >= 2; length--) {
    const slice = words.slice(0, length);
    const named = divisionsNamed(slice).filter(inside);
    if (named.length > 0) return { candidates: named, length, weak: false, printed: slice };
    if (PLACE_WORD.test(words.slice(length))) continue;
    const called = meant(divisionsCalled(slice).filter(inside), outer !== null, fence);
    if (called.length > 0) return { candidates: called, length, weak: true, printed: slice };
  }
  return null;
}

/**
 * Which of the places that share a short form are meant: on its own site that one; 抚顺 the city, not the county of that name in it; 河北 the
 * province, not a district elsewhere; but 朝阳 a city or either of two districts. Counties alone only inside what is known to hold them.
 */
function meant(places: readonly Division[], inOuter: boolean, fence: string | null): readonly Division[] {
  const own = places.filter((place) => place.code === fence);
  if (own.length > 0) return own;
  const provinces = places.filter((place) => place.level === "province");
  if (provinces.length > 0) return provinces;
  const outermost = places.filter((place) => !places.some((o) => o.code !== place.code && within(place.code, o.code)));
  if (inOuter || outermost.some((place) => place.level === "prefecture")) return outermost;
  return outermost.filter((place) => fence !== null && within(place.code, fence));
}

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

/**
 * A place as its organs were cited in `year`: a district with its city (郑州市上街区), every other place alone (新郑市, 河南省).
 * An autonomous place that the organ writes for short keeps that form (张家川县).
 */
export function citedPlace(place: Division, year: number | null, printed: string | null = null): string {
  const short = printed !== null && divisionsNamed(printed).some((named) => named.code === place.code);
  const name = short ? printed : place.name;
  const parent = place.level === "county" && /(?<![特林])区$/.test(name) ? pathOf(place.code, year).at(-2) : null;
  return parent ? parent.name + name : name;
}
