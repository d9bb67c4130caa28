import type { FetchedDocument } from "../../data/records/index.ts";
import { answerUrl, fileName, mediaType, redirectTarget, requestUrl } from "./http-message.ts";
import type { ResponseIndex } from "./response-index.ts";
import type { Indexed } from "./response-row.ts";
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

/**
 * Every version that one site's addresses have had. Addresses that lead to the same place give the same versions once;
 * bytes that come back after others had taken their place are one version, current again.
 */
export function siteDocuments(index: ResponseIndex, addresses: Address[]): FetchedDocument[] {
  const documents = new Map<string, FetchedDocument>();
  for (const address of addresses)
    for (const document of versions(index, address)) {
      const key = `${document.sha256} ${document.url}`;
      const known = documents.get(key);
      if (known === undefined || isLater(document, known)) documents.set(key, document);
    }
  return [...documents.values()];
}

const RANK = { superseded: 0, gone: 1, current: 2 } as const;

/** Whether bytes were there longer under one of two addresses that lead to the same place. */
function isLater(a: FetchedDocument, b: FetchedDocument): boolean {
  return a.state === b.state ? (a.goneSince ?? "") > (b.goneSince ?? "") : RANK[a.state] > RANK[b.state];
}

function versions(index: ResponseIndex, address: Address): FetchedDocument[] {
  const responses = goodResponses(index, address);
  const newest = responses.at(-1);
  const firsts = new Map<string, Indexed>();
  const next = new Map<string, string | null>();
  for (const [i, response] of responses.entries()) {
    const key = keyOf(response);
    if (!firsts.has(key)) firsts.set(key, response);
    next.set(key, responses[i + 1]?.retrieved ?? null);
  }
  return [...firsts].flatMap(([key, first]) => {
    if (first.sha256 === null) return [];
    const replaced = newest && key === keyOf(newest) ? null : (next.get(key) ?? null);
    return [{ ...described(first, first.sha256, address), ...stateOf(replaced, address.goneSince) }];
  });
}

const keyOf = ({ sha256, url }: Indexed): string => `${sha256} ${url}`;

/** `replaced`: when other bytes were first there after these were there last. */
function stateOf(replaced: string | null, goneSince: string | null): Pick<FetchedDocument, "state" | "goneSince"> {
  if (replaced !== null) return { state: "superseded", goneSince: replaced };
  return goneSince === null ? { state: "current", goneSince } : { state: "gone", goneSince };
}

function described(
  response: Indexed,
  sha256: string,
  { site, url, sighting }: Address,
): Omit<FetchedDocument, "state" | "goneSince"> {
  return {
    sha256,
    url: response.method === "POST" ? answerUrl({ url: response.url, body: sighting.content?.body }) : response.url,
    pageUrl: sighting.pageUrl ?? url,
    site,
    mediaType: mediaType(response.headers),
    fileName: fileName(response.headers, response.url) ?? sighting.fileName ?? null,
    httpStatus: 200,
    retrieved: response.retrieved,
    warcFile: response.bodyFile,
    warcOffset: response.bodyOffset,
    linkText: sighting.linkText ?? null,
    listedDate: sighting.listedDate ?? null,
    columnName: sighting.columnName ?? null,
    twinOf: sighting.twinOf ?? null,
  };
}
