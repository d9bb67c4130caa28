import { fileName, type HeaderList, mediaType, type StoredResponse } from "../raw/index.ts";
import { FetchBlocked, type FetchError, FetchFailed } from "./errors.ts";
import type { Fetched } from "./types.ts";

/** Why a response is no document; null where it is one. */
export function refusal(requestedUrl: string, { verdict, status }: StoredResponse): FetchError | null {
  switch (verdict) {
    case "document":
      return null;
    case "blocked":
      return new FetchBlocked(requestedUrl, "blocked", `the site turns us away (HTTP ${status})`, status);
    case "missing":
      return new FetchFailed(requestedUrl, "soft_404", "the page says that there is no such page", status);
    case "out_of_service":
      return new FetchFailed(requestedUrl, "out_of_service", "the page says that the site is out of service", status);
    case "empty":
      return new FetchFailed(requestedUrl, "empty", "the body is empty", status);
    case "broken":
      return new FetchFailed(requestedUrl, "bad_encoding", "the body is not encoded as its header says", status);
    case "other":
      return new FetchFailed(requestedUrl, `http_${status}`, `the server answers HTTP ${status}`, status);
  }
}

/** A stored document as its caller wants it. */
export function fetched(requestedUrl: string, stored: StoredResponse, body: Uint8Array, fromStore: boolean): Fetched {
  if (stored.sha256 === null) throw new Error("a document without a digest");
  return {
    url: stored.url,
    requestedUrl,
    status: stored.status === 304 ? 200 : stored.status,
    headers: headersOf(stored.headers),
    body,
    sha256: stored.sha256,
    mediaType: mediaType(stored.headers),
    fileName: fileName(stored.headers, stored.url),
    retrieved: stored.retrieved,
    unchanged: stored.unchanged,
    fromStore,
    stored,
  };
}

/** Servers send header names and values that the standard forbids; those are in the store only. */
export function headersOf(list: HeaderList): Headers {
  const headers = new Headers();
  for (const [name, value] of list)
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\0\r\n]/.test(value)) headers.append(name, value);
  return headers;
}
