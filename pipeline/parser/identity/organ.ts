import { type Division, divisionOf, levelOf, within } from "../../../data/divisions/index.ts";
import { citedPlace, leadingPlace, type OrganWords, unknownPlaceAt } from "../../../data/organs/index.ts";
import type { Level, Organ, Problem } from "../../../data/records/index.ts";
import { organWords } from "../../../data/words/index.ts";
import { resolvePlace, type Surroundings } from "./place.ts";
import { countyOfTownship, withoutCounties } from "./township.ts";

export type Located = { organ: Organ; problems: Problem[] };

/**
 * An organ's full name, division and level, from its words and from what is known around the document.
 * `home` is the place to which an organ that names none belongs, where that is known.
 */
export function locate(words: OrganWords, home: Division | null, around: Surroundings): Located {
  // The contract's levels begin with the province: ministries, their branches and the corps of 新疆 that name no place have none.
  if (words.kind === "centre") return { organ: { name: words.printed, division: null, level: null }, problems: [] };
  if (words.unknown) return locateUnknown(words, around);
  const named = words.place ? resolvePlace(words.place.candidates, around) : [];
  const outer = words.place ? trusted(words, named, around.site) : home;
  const place = outer && words.kind === "township" ? countyOf(words, outer, around.year) : outer;
  if (outer && !place)
    return { organ: { name: words.printed, division: null, level: "township" }, problems: [unresolved(words)] };
  const at = (place && branchPlace(words, place)) ?? place;
  const level: Level | null = words.kind === "township" ? "township" : (at?.level ?? null);
  const organ = { name: fullName(words, place, around.year), division: at?.code ?? null, level };
  if (place) return { organ, problems: [] };
  return named.length > 1 ? { organ, problems: [ambiguous(words, named, around.year)] } : locateUnknown(words, around);
}

/**
 * A place that no list of the code knows (founded since, or a zone) is its site's own where the registry calls the site's owner by
 * the same place, and unresolved else: never its city. Its code is then the registry's, which a person wrote and `sources check` doubts aloud.
 */
function locateUnknown(words: OrganWords, around: Surroundings): Located {
  const { government } = organWords;
  const place = around.owner?.endsWith(government) ? around.owner.slice(0, -government.length) : null;
  const isOwn =
    place !== null &&
    (words.unknown === null
      ? words.printed.startsWith(place) && unknownPlaceAt(words.printed.slice(place.length)) === null
      : place.endsWith(words.unknown));
  const site = isOwn ? around.site : null;
  const level: Level | null = words.kind === "township" ? "township" : site === null ? null : levelOf(site);
  const organ = { name: words.printed, division: site, level };
  return { organ, problems: site === null ? [unresolved(words)] : [] };
}

/** A township's division is its county: its city is not, unless it has no counties. */
function countyOf(words: OrganWords, outer: Division, year: number | null): Division | null {
  if (outer.level === "county" || (outer.level === "prefecture" && withoutCounties(outer))) return outer;
  return countyOfTownship(words.body, outer.code, year);
}

function unresolved(words: OrganWords): Problem {
  return { code: "division.unresolved", message: `no place in GB/T 2260 is known for ${words.printed}`, at: "" };
}

/** A short form (北京大兴…临空经济区) is outweighed by the site, where the site lies elsewhere. */
function trusted(words: OrganWords, named: readonly Division[], site: string | null): Division | null {
  const [place] = named;
  if (!place || named.length > 1) return null;
  if (words.place?.weak && site && !within(place.code, site) && !within(site, place.code)) return divisionOf(site);
  return place;
}

function fullName(words: OrganWords, place: Division | null, year: number | null): string {
  if (!place) return words.printed;
  // A proper name may begin with a short place (赣州经济技术开发区, 上海海关): it stays as it is.
  if (words.place?.weak && words.kind !== "government" && words.kind !== "township" && !words.national)
    return words.printed;
  if (words.national) return words.printed;
  return citedPlace(place, year, words.place?.printed) + (words.body || governmentOf(place));
}

function governmentOf(place: Division): string {
  return organWords.agencyPlaces.some((type) => place.name.endsWith(type)) ? organWords.agency : organWords.government;
}

/** 温州市公安局鹿城区分局 works in 鹿城区: a branch that names a place within its organ's own is of that place. */
function branchPlace(words: OrganWords, place: Division): Division | null {
  const branch = /(?:局|委员会|院)(\p{Script=Han}{2,8}?)(?:分局|监管局|监督管理局|管理局|税务局)$/u.exec(
    words.body,
  )?.[1];
  const inner = branch && place.level !== "county" ? leadingPlace(branch, place.code) : null;
  if (inner?.length !== branch?.length) return null;
  const inside = inner?.candidates.filter(({ code }) => code !== place.code && within(code, place.code)) ?? [];
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

function ambiguous(words: OrganWords, places: readonly Division[], year: number | null): Problem {
  const fits = places.map((place) => `${place.code} ${citedPlace(place, year)}`).join(", ");
  return { code: "division.ambiguous", message: `${words.printed} can be in ${fits}; nothing says in which`, at: "" };
}
