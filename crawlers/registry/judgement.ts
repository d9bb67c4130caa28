import { getDomain } from "tldts";
import { asOf, type Division, pathOf } from "../../data/divisions/index.ts";
import { isGovCn, isPublicHost } from "../../data/sources/index.ts";
import { placeOfCode, type Self } from "./self.ts";
import type { SiteLink } from "./site-links.ts";
import { type NamedOrgan, organName, organNamed, placesBelow } from "./site-name.ts";

/** A link that a portal shows, and where. `division` is the portal's place. */
export type Listed = SiteLink & { page: string; division: string };

/** What came of asking a linked site for its home page: what that says, or why there is none. */
export type Answer = { home: string; self: Self } | { home: string; unread: string };

/** Whose site a link leads to, with what speaks for it and what against; or why nobody can tell. */
export type Judgement =
  | { name: string; division: string; isGovernment: boolean; evidence: string[]; doubts: string[] }
  | { reason: string };

/** Whose site a link would lead to by its words alone; a reason where it is none below the portal's place. */
export function promiseOf({ text, division }: Listed): NamedOrgan | { reason: string } {
  const organ = organNamed(text, division);
  if (!organ) return { reason: "its words name no government and no department" };
  if (organ.kind === "centre") return { reason: "an organ of the centre" };
  if (placesBelow(organ, division).length > 0) return organ;
  const [place] = organ.places;
  const inner = pathOf(division).at(-1)?.name ?? division;
  return { reason: place ? `${place.name} is no place below ${inner}` : `names no place below ${inner}` };
}

/**
 * Holds what the portal says of a link against what the linked site says of itself. Certain (no doubts) only where its own
 * name bears the link out and nothing speaks against it; a site that is somebody else's by all it says is none.
 */
export function judge(link: Listed, answer: Answer): Judgement {
  const organ = promiseOf(link);
  if ("reason" in organ) return organ;
  const self = "self" in answer ? answer.self : null;
  const places = meantPlaces(organ, link, self);
  const [place, other] = places;
  if (!place || other) return { reason: `may be ${places.map((each) => organName(organ, each)).join(" or ")}` };
  const name = organName(organ, place);
  const said = { name, division: place.code, isGovernment: organ.kind === "government" };
  const evidence = [`「${link.text}」${link.heading ? ` in 「${link.heading}」` : ""} on ${link.page}`];
  if (!self) return { ...said, evidence, doubts: ["unread" in answer ? answer.unread : "its home page was not read"] };
  const code = testimonyOfCode(self, place);
  const names = testimonyOfNames(self, organ, place);
  if (code.says === false && names.says === false)
    return { reason: `its home page is another's: ${names.words}, ${code.words}` };
  const doubts = [
    ...[names, code].flatMap(({ says, words }) => (says === false ? [words] : [])),
    ...(names.says === null ? [names.words] : []),
    ...hostDoubts(answer.home, self),
  ];
  const borne = [names, code].flatMap(({ says, words }) => (says === true ? [words] : []));
  return { ...said, evidence: [...evidence, ...borne], doubts };
}

/** The places that remain of those a name can mean: by the list's heading (南京市), by the site's code, by its own name (南京市鼓楼区). */
function meantPlaces(organ: NamedOrgan, link: Listed, self: Self | null): Division[] {
  let left = placesBelow(organ, link.division);
  const narrow = (fits: (place: Division) => boolean): void => {
    const fitting = left.length > 1 ? left.filter(fits) : [];
    if (fitting.length > 0) left = fitting;
  };
  const outer = link.heading ? (organNamed(link.heading, link.division)?.places ?? []) : [];
  narrow((place) =>
    pathOf(place.code).some(({ code }) => outer.some((o) => o.code === code && o.code !== link.division)),
  );
  narrow(({ code }) => placeOfCode(self?.siteCode ?? null)?.code === code);
  const named = self?.names.flatMap((name) => organNamed(name, link.division)?.places ?? []) ?? [];
  narrow(({ code }) => named.some((each) => each.code === code));
  return left;
}

/** What a source says of the place that was expected: yes, no, or nothing. */
type Testimony = { says: boolean | null; words: string };

function testimonyOfCode({ siteCode }: Self, place: Division): Testimony {
  const said = placeOfCode(siteCode);
  if (!said) return { says: null, words: `SiteIDCode ${siteCode ?? "missing"}` };
  const says = (asOf(said, null) ?? said).code === place.code;
  const whose = says
    ? ""
    : ` is of ${pathOf(said.code)
        .map((each) => each.name)
        .join("")}`;
  return { says, words: `SiteIDCode ${siteCode}${whose}` };
}

function testimonyOfNames({ siteName, names }: Self, organ: NamedOrgan, place: Division): Testimony {
  const read = names.flatMap((name) => {
    const own = organNamed(name, place.code);
    if (!own?.saysPlace) return [];
    return [{ name, fits: isSame(own, organ) && own.places.some(({ code }) => code === place.code) }];
  });
  // SiteName decides where there is one: a copy of a page may leave a government's words everywhere but there.
  const deciding = siteName ? read.filter(({ name }) => name === siteName) : read;
  const found = deciding.find(({ fits }) => fits) ?? deciding[0];
  if (found) return { says: found.fits, words: `calls itself ${found.name}` };
  const called = siteName ?? names[0];
  return { says: null, words: called ? `calls itself ${called}, which does not say whose it is` : "says no name" };
}

/** A government's site is kept by its office; other organs must be called alike. */
function isSame(own: NamedOrgan, organ: NamedOrgan): boolean {
  if (organ.kind === "government") return own.kind === "government" || /^人民政府办公[室厅]$/.test(own.body);
  return own.body === organ.body;
}

function hostDoubts(home: string, { siteDomain }: Self): string[] {
  const { hostname } = new URL(home);
  const declared = siteDomain && URL.parse(/^https?:/.test(siteDomain) ? siteDomain : `http://${siteDomain}`)?.hostname;
  return [
    ...(isPublicHost(hostname) && !isGovCn(hostname) ? [`${hostname} is outside gov.cn`] : []),
    ...(declared && ownerOf(declared) !== ownerOf(hostname) ? [`SiteDomain says ${siteDomain}`] : []),
  ];
}

const ownerOf = (hostname: string): string => getDomain(hostname) ?? hostname;
