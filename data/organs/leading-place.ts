import { type Division, divisionsCalled, divisionsNamed, within } from "../divisions/index.ts";

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
