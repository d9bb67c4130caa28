import { type Division, divisionOf, within } from "../../data/divisions/index.ts";
import { citedPlace, readOrgan } from "../../data/organs/index.ts";
import { anyOf, organWords, siteListWords as words } from "../../data/words/index.ts";

/** Whose site some words name: `places` are all that are meant by the name, more than one where it is ambiguous (鼓楼区). */
export type NamedOrgan = {
  kind: "government" | "department" | "township" | "zone" | "centre";
  places: readonly Division[];
  /** The words say the place; else it is taken to be the portal's own (教育局). */
  saysPlace: boolean;
  /** What follows the place: 人民政府, 教育局. */
  body: string;
  /** A national system's name before the place: 国家税务总局. */
  national: string;
};

const prefix = new RegExp(`^(?:${anyOf(words.prefixes)})[·•.]?(?=\\p{Script=Han}{2})`, "u");
const suffix = new RegExp(`(?:${anyOf(words.suffixes)})$`);

/** The organ that the words of a link or the name of a site mean: 南京市 (its government), 市教育局, 沛县人民政府门户网站. `fence`: the place whose portal says so. */
export function organNamed(text: string, fence: string): NamedOrgan | null {
  const plain = text.normalize("NFKC").replace(/\s+/g, "").replace(prefix, "").replace(suffix, "");
  const read = readOrgan(plain, fence);
  if (!read || read.unknown !== null) return null;
  const { kind, national, relative, place, body } = read;
  const own = divisionOf(fence);
  const places = (place?.candidates ?? (own ? [own] : [])).filter(({ to }) => to === Infinity);
  const saysPlace = place !== null || relative !== null;
  const government = organWords.agencyPlaces.some((ending) => places[0]?.name.endsWith(ending))
    ? organWords.agency
    : organWords.government;
  return { kind, places, saysPlace, national, body: body || government };
}

/** Those places that lie in the portal's own, itself left out for a government: a portal does not list itself. */
export function placesBelow({ kind, places }: NamedOrgan, fence: string): Division[] {
  return places.filter(({ code }) => within(code, fence) && (kind !== "government" || code !== fence));
}

/** The organ's name with its place, as it is cited: 南京市鼓楼区人民政府, 江苏省教育厅. */
export const organName = ({ national, body }: NamedOrgan, place: Division): string =>
  `${national}${citedPlace(place, null)}${body}`;
