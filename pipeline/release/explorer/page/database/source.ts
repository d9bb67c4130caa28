import { ExplorerError } from "../view.ts";
import { report } from "./status.ts";
import { words } from "./words.ts";

/** The database file on its server; `ranges`: whether the server gives parts of it. */
export type Source = { url: string; bytes: number; ranges: boolean };

/** As much as is fetched whole where a server gives no parts. */
const WHOLE = 128_000_000;

/** Asks for a byte of the file. ExplorerError where it is not there, or where it could only be had whole and is too large for that. */
export async function sourceOf(url: string): Promise<Source> {
  const asking = new AbortController();
  const response = await fetch(url, { headers: { range: "bytes=0-0" }, signal: asking.signal }).catch(() => null);
  // Of a server that knows no ranges the whole file is on its way.
  asking.abort();
  if (response === null || !response.ok) throw new ExplorerError(words.noDatabase(response?.status ?? null));
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (response.status === 206 && total !== undefined) return { url, bytes: Number(total), ranges: true };
  const bytes = Number(response.headers.get("content-length"));
  if (bytes === 0 || bytes > WHOLE) throw new ExplorerError(words.noRanges(bytes));
  return { url, bytes, ranges: false };
}

/** The file, fetched whole. */
export async function wholeFile({ url, bytes }: Source): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new ExplorerError(words.noDatabase(response.status));
  const file = new Uint8Array(bytes);
  let filled = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    file.set(read.value, filled);
    filled += read.value.length;
    report(words.loadingWhole(filled, bytes));
  }
  return file;
}
