import type { FetchedDocument } from "../../data/records/index.ts";
import { answerUrl, fileName, mediaType, redirectTarget, requestUrl } from "./http-message.ts";
import { type Listing, listedAs, type PastListing, placeName } from "./listing.ts";
import type { ResponseIndex } from "./response-index.ts";
import type { Indexed } from "./response-row.ts";
import { namedBy } from "./run-name.ts";
import type { RequestKey, Sighting } from "./types.ts";

/** An address that crawls of a site found listed, as it was last said. */
export type Address = { site: string; url: string; sighting: Sighting; goneSince: string | null };

/**
 * The good responses of an address, oldest first, whichever address a redirect of the same run led to. Those of the
 * addresses that it is or was a twin of are its own too; of those that it was, until it was asked for itself.
 */
export function goodResponses(index: ResponseIndex, { url, sighting }: Pick<Address, "url" | "sighting">): Indexed[] {
  const own = ownResponses(index, { url, sighting });
  const last = sighting.twinOf ? Number.POSITIVE_INFINITY : (own.at(-1)?.id ?? 0);
  const shared = (sighting.twinsOf ?? []).flatMap((twin) => ownResponses(index, { url: twin, sighting }));
  const here = shared
    .filter(({ id }) => id < last)
    .map((response) => (sighting.content ? response : { ...response, url }));
  return [...own, ...here].sort((a, b) => a.id - b.id);
}

function ownResponses(index: ResponseIndex, { url, sighting }: Pick<Address, "url" | "sighting">): Indexed[] {
  const isDocument = ({ verdict, sha256 }: Indexed): boolean =>
    verdict === "document" && !(sha256 !== null && sighting.refused?.includes(sha256));
  if (sighting.rendered) return index.history({ method: "RENDER", url }).filter(isDocument);
  const found = new Map<number, Indexed>();
  const follow = (request: RequestKey, run: string | null, depth: number): void => {
    for (const response of index.history(request)) {
      if (run !== null && response.run !== run) continue;
      if (isDocument(response)) found.set(response.id, response);
      const target = depth < MOST_REDIRECTS ? redirectTarget(response) : null;
      if (target === null || target === requestUrl(request.url)) continue;
      const again = response.status === 307 || response.status === 308;
      follow(again ? { ...request, url: target } : { method: "GET", url: target }, response.run, depth + 1);
    }
  };
  follow(sighting.content ?? { method: "GET", url }, null, 0);
  return [...found.values()].sort((a, b) => a.id - b.id);
}

const MOST_REDIRECTS = 10;

/** How each site's runs went on: where in the WARC files they ended, by site, in order. */
export type Ends = ReadonlyMap<string, readonly string[]>;

/**
 * Every version that one site's addresses have had. Addresses that lead to the same place give the same versions once;
 * bytes that come back after others had taken their place are one version, current again. What a run that goes on has got counts once it has ended.
 */
export function siteDocuments(
  index: ResponseIndex,
  addresses: readonly Address[],
  past: ReadonlyMap<string, PastListing[]>,
  ends: Ends,
): FetchedDocument[] {
  const documents = new Map<string, FetchedDocument>();
  for (const address of addresses)
    for (const document of versions(index, address, past.get(address.url) ?? [], ends)) {
      const key = `${document.sha256} ${document.url}`;
      const known = documents.get(key);
      if (known === undefined || isLater(document, known)) documents.set(key, document);
    }
  return [...documents.values()];
}

const RANK = { superseded: 0, gone: 1, current: 2 } as const;

/** Whether bytes were there longer under one of two addresses that lead to the same place, or else since earlier. */
function isLater(a: FetchedDocument, b: FetchedDocument): boolean {
  if (a.state !== b.state) return RANK[a.state] > RANK[b.state];
  const [end, other] = [a.goneSince ?? "", b.goneSince ?? ""];
  return end === other ? a.retrieved < b.retrieved : end > other;
}

/** How bytes were at an address: when they were given first, when they came (again) last, and what was given after that. */
type Spell = { first: Indexed; came: Indexed; next: Indexed | null };

function versions(index: ResponseIndex, address: Address, past: readonly PastListing[], ends: Ends): FetchedDocument[] {
  const own = ends.get(address.site) ?? [];
  const listed = (came: Indexed, left: Indexed | null): Listing =>
    listedAs(address.sighting, past, own, { came: nameOf(came), left: left && nameOf(left) });
  const responses = responsesInTheirTime(index, address, past, (response) => listed(response, response)).filter(
    (response) => nameOf(response) < (ends.get(namedBy(response.run).site)?.at(-1) ?? ""),
  );
  const newest = responses.at(-1);
  const spells = new Map<string, Spell>();
  for (const [i, response] of responses.entries()) {
    const before = responses[i - 1];
    const goesOn = before !== undefined && keyOf(before) === keyOf(response);
    const known = spells.get(keyOf(response));
    spells.set(keyOf(response), {
      first: known?.first ?? response,
      came: (goesOn && known?.came) || response,
      next: responses[i + 1] ?? null,
    });
  }
  return [...spells].flatMap(([key, { first, came, next }]) => {
    if (first.sha256 === null) return [];
    const left = newest && key === keyOf(newest) ? null : next;
    const listing = listed(came, left);
    return [
      { ...described(first, first.sha256, address, listing), ...stateOf(left?.retrieved ?? null, address.goneSince) },
    ];
  });
}

/** The good responses of an address, each had in the way in which the document was had there then. */
function responsesInTheirTime(
  index: ResponseIndex,
  { url, sighting }: Address,
  past: readonly PastListing[],
  listedThen: (response: Indexed) => Listing,
): Indexed[] {
  const ways = new Map([...past.map(({ listing }) => listing), sighting].map((listing) => [wayOf(listing), listing]));
  if (ways.size === 1) return goodResponses(index, { url, sighting });
  const had = [...ways].flatMap(([way, { rendered, content }]) =>
    goodResponses(index, { url, sighting: { ...sighting, rendered, content } }).filter(
      (response) => wayOf(listedThen(response)) === way,
    ),
  );
  return had.sort((a, b) => a.id - b.id);
}

const wayOf = ({ rendered = false, content = null }: Listing): string => JSON.stringify([rendered, content]);

const nameOf = ({ warcFile, warcOffset }: Pick<Indexed, "warcFile" | "warcOffset">): string =>
  placeName({ file: warcFile, offset: warcOffset });

const keyOf = ({ sha256, url }: Indexed): string => `${sha256} ${url}`;

/** `replaced`: when other bytes were first there after these were there last. */
function stateOf(replaced: string | null, goneSince: string | null): Pick<FetchedDocument, "state" | "goneSince"> {
  if (replaced !== null) return { state: "superseded", goneSince: replaced };
  return goneSince === null ? { state: "current", goneSince } : { state: "gone", goneSince };
}

function described(
  response: Indexed,
  sha256: string,
  { site, url }: Address,
  listing: Listing,
): Omit<FetchedDocument, "state" | "goneSince"> {
  return {
    sha256,
    url: response.method === "POST" ? answerUrl({ url: response.url, body: listing.content?.body }) : response.url,
    pageUrl: listing.pageUrl ?? url,
    site,
    mediaType: mediaType(response.headers),
    fileName: fileName(response.headers, response.url) ?? listing.fileName ?? null,
    httpStatus: 200,
    retrieved: response.retrieved,
    warcFile: response.bodyFile,
    warcOffset: response.bodyOffset,
    linkText: listing.linkText ?? null,
    listedDate: listing.listedDate ?? null,
    columnName: listing.columnName ?? null,
    twinOf: listing.twinOf ?? null,
  };
}
