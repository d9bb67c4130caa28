import { divisionOf } from "../divisions/index.ts";
import { readOrgan } from "../organs/index.ts";
import { isPublicHost, isTooWide, outsideGovCn } from "./hosts.ts";
import type { SomeFields } from "./schema.ts";

/** What is wrong with an entry whose fields are right: a fault, or (a crawl does not need it right) a warning. */
export type Finding = { path: readonly PropertyKey[]; message: string; isWarning?: boolean };

const PUBLIC_PACE = 3000;

/** What there is to say of one entry by itself, as far as its fields are right. `platforms` are the names that a hint may use. */
export function findingsOf(source: SomeFields, platforms?: readonly string[]): Finding[] {
  const { platform, pace, allow = [], note, home } = source;
  const tooWide = allow.flatMap((glob, i) => (isTooWide(glob) ? [{ glob, path: ["allow", i] }] : []));
  const outside = note ? [] : outsideGovCn(source);
  return [
    ...placeFindings(source),
    ...(platforms && platform && !platforms.includes(platform)
      ? [{ path: ["platform"], message: `unknown platform ${platform}; there are ${platforms.join(", ")}` }]
      : []),
    ...tooWide.map(({ glob, path }) => ({
      path,
      message: `${glob} allows other people's hosts: name a domain of this site's own (*.zhengzhou.gov.cn)`,
    })),
    ...outside.map(({ host, path }) => ({
      path,
      message: `${host} is outside gov.cn: say in a note why it belongs here`,
    })),
    ...(pace !== undefined && pace < PUBLIC_PACE && home && isPublicHost(new URL(home).hostname)
      ? [warning("pace", `pace ${pace} on a public host; be at least as patient as ${PUBLIC_PACE} ms`)]
      : []),
  ];
}

/** No faults: new codes come every year, an area may have no code of its own, and a crawl needs neither. */
function placeFindings({ name, division }: SomeFields): Finding[] {
  if (division === undefined) return [];
  const place = divisionOf(division);
  if (!place) return [warning("division", `unknown division ${division}; take the code from GB/T 2260`)];
  const named = (name === undefined ? null : readOrgan(name, division))?.place?.candidates ?? [];
  if (named.length === 0 || named.some(({ code }) => code === division)) return [];
  const [other] = named;
  return [warning("name", `${name} is named after ${other?.name} (${other?.code}), but ${division} is ${place.name}`)];
}

const warning = (field: string, message: string): Finding => ({ path: [field], message, isWarning: true });
