import { asOf, type Division, divisionOf } from "../../data/divisions/index.ts";
import { placeOfCode, type Self } from "./self.ts";
import { organName, organNamed } from "./site-name.ts";

/** Whose site a home page says it is, with what says so, and what does not fit; null where it does not say. */
export type Owner = { name: string | null; division: string | null; evidence: string[]; doubts: string[] };

/** By the site's code its place, by its names its organ. `division` outranks both. */
export function ownerOf(self: Self, division: string | null): Owner {
  const { siteCode, siteName, names } = self;
  const coded = placeOfCode(siteCode);
  const byCode = coded && (asOf(coded, null) ?? coded);
  const fence = division ?? byCode?.code ?? "";
  const read = names.flatMap((name) => {
    const organ = organNamed(name, fence);
    return organ && organ.kind !== "centre" ? [{ name, organ }] : [];
  });
  const meant = (place: Division): boolean =>
    read.some(({ organ }) => organ.places.some(({ code }) => code === place.code));
  const placed = read.find(({ organ }) => organ.saysPlace && organ.places.length === 1);
  const place = divisionOf(division ?? "") ?? byCode ?? placed?.organ.places[0] ?? null;
  const organ = place && read.find((each) => each.organ.places.some(({ code }) => code === place.code));
  const called = siteName ?? names[0] ?? null;
  return {
    name: place && (organ ? organName(organ.organ, place) : governmentOf(place)),
    division: place?.code ?? division,
    evidence: [...(siteCode ? [`SiteIDCode ${siteCode}`] : []), ...(called ? [`calls itself ${called}`] : [])],
    doubts: [
      ...(place ? [] : ["nothing on its home page says its place: give --division CODE"]),
      ...(place && !organ ? [`its own name (${called ?? "none"}) does not say whose site it is`] : []),
      ...(place && byCode && byCode.code !== place.code ? [`SiteIDCode ${siteCode} is of ${byCode.name}`] : []),
      ...(place && placed && !meant(place) ? [`${placed.name} is no site of ${place.name}`] : []),
    ],
  };
}

const governmentOf = (place: Division): string | null => {
  const government = organNamed(place.name, place.code);
  return government && organName(government, place);
};
