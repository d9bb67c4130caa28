import { type Division, divisionOf, within } from "../../../data/divisions/index.ts";
import { leadingPlace, type OrganWords, readOrgan } from "../../../data/organs/index.ts";
import { organWords } from "../../../data/words/index.ts";
import type { ParseContext } from "../context.ts";
import { placeBefore, resolvePlace, type Surroundings } from "./place.ts";
import { contactOrgan, sitesNamed } from "./self-naming.ts";
import { countyOfTownship, withoutCounties } from "./township.ts";

type Evidence = ParseContext["evidence"];

/** The parts of a column's name or breadcrumb, the innermost first: 首页 > 乡镇信息公开 > 吉村镇政府 > 年度报告. */
export function columnParts(column: string | null): string[] {
  return (column ?? "").split(/[>»›|/\\\s]+/).reverse();
}

/** The place whose site the document was found on: as registered, else as the site calls itself. */
export function sitePlace(evidence: Evidence, year: number | null): Division | null {
  if (evidence.siteDivision) return divisionOf(evidence.siteDivision, year);
  const around = { year, site: null, owner: null, words: "", body: "" };
  for (const words of [evidence.siteOrgan, evidence.siteName]) {
    const places = resolvePlace(words ? (leadingPlace(words, null)?.candidates ?? []) : [], around);
    if (places.length === 1) return places[0] ?? null;
  }
  return null;
}

/**
 * The place to which an organ belongs that names none (教育局, 区统计局, 榴园镇). The site is a fence: a county's site settles it.
 * On a larger site, or without one, what the document itself says comes first: its source line, its column, the same organ named
 * in full in the text, its contact, the government site it speaks of; each only where it leads to one place inside the fence.
 */
export function homeOf(
  words: OrganWords,
  site: Division | null,
  evidence: Evidence,
  around: Surroundings,
): Division | null {
  const fitting = (place: Division): Division | null => {
    if (site && !within(place.code, site.code)) return null;
    if (suits(words, place)) return place;
    return words.kind === "township" ? countyOfTownship(words.body, place.code, around.year) : null;
  };
  if (site?.level === "county") return fitting(site);
  for (const hints of [
    placesOf(evidence.publisher),
    ...columnParts(evidence.columnName).map(placesOf),
    placesNaming(words.body, around.body),
    placesOf(contactOrgan(around.body)),
    sitesNamed(around.body).flatMap((name) => [...placeBefore(name, name.length)]),
  ]) {
    const places = resolvePlace(
      hints.flatMap((place) => fitting(place) ?? []),
      around,
    );
    // Words that name a place of a shared name say at least that it is not the site's own.
    if (places.length > 0) return places.length === 1 ? (places[0] ?? null) : null;
  }
  const place = site && fitting(site);
  return place === site && site && speaksOfSmaller(around.body, site) ? null : place;
}

/** Whether an organ so called can be of this place: 区… of a district, 省… of a province, a township of a county. */
function suits(words: OrganWords, place: Division): boolean {
  if (words.relative) {
    const levels: readonly string[] = organWords.relatives[words.relative] ?? [];
    return levels.includes(place.level) && place.name.endsWith(words.relative.slice(-1));
  }
  return (
    words.kind !== "township" || place.level === "county" || (place.level === "prefecture" && withoutCounties(place))
  );
}

function placesOf(words: string | null): readonly Division[] {
  if (!words) return [];
  return readOrgan(words, null)?.place?.candidates ?? [];
}

/** 石龙区 where the text names 石龙区人民政府办公室 and the title only 政府办公室. */
function placesNaming(body: string, text: string): Division[] {
  const places = new Map<string, Division>();
  if (body.length < 3) return [];
  for (let at = text.indexOf(body); at >= 0; at = text.indexOf(body, at + body.length))
    for (const place of placeBefore(text, at)) places.set(`${place.code} ${place.name}`, place);
  return [...places.values()];
}

/** A report on a city's site that speaks of 我县, 区政府 is hardly the city's. */
function speaksOfSmaller(text: string, site: Division): boolean {
  return (
    site.level !== "county" &&
    /我[县区旗]|[县区旗](?:委|政府)/.test(text) &&
    !/我[市省州盟]|[市省州盟](?:委|政府)/.test(text)
  );
}
