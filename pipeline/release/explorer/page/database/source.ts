import { addressOf as addressInRelease } from "../release.ts";
import { ExplorerError } from "../view.ts";
import { report } from "./status.ts";
import { words } from "./words.ts";

/** The database file on its server; `ranges`: whether the server gives parts of it. */
export type Source = { name: string; bytes: number; ranges: boolean };

/** The address of a file under explorer/. */
export const addressOf = (name: string): string => addressInRelease(`explorer/${name}`);

/** As much as is fetched whole where a server gives no parts. */
const WHOLE = 128_000_000;

/** Asks for a byte of the file. ExplorerError where it is not there or not whole, or where it could only be had whole and is too large for that. */
export async function sourceOf(name: string, bytes: number): Promise<Source> {
  const asking = new AbortController();
  const response = await fetch(addressOf(name), {
    headers: { range: "bytes=0-0" },
    // A browser that holds the whole file would give the byte itself, whatever the server does.
    cache: "no-store",
    signal: asking.signal,
  }).catch(() => null);
  // Of a server that knows no ranges the whole file is on its way.
  asking.abort();
  if (response === null || !response.ok) throw new ExplorerError(words.notThere(name, response?.status ?? null));
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (response.status === 206 && total !== undefined) {
    if (Number(total) !== bytes) throw new ExplorerError(words.notWhole(name));
    return { name, bytes, ranges: true };
  }
  if (bytes > WHOLE) throw new ExplorerError(words.noRanges(bytes));
  return { name, bytes, ranges: false };
}

/** The file, fetched whole. ExplorerError where it is not, or the connection breaks. */
export async function wholeFile({ name, bytes }: Source): Promise<Uint8Array> {
  const response = await fetch(addressOf(name));
  if (!response.ok || response.body === null) throw new ExplorerError(words.notThere(name, response.status));
  const file = new Uint8Array(bytes);
  let filled = 0;
  const reader = response.body.getReader();
  const next = () =>
    reader.read().catch(() => {
      throw new ExplorerError(words.cut(name));
    });
  for (let read = await next(); !read.done; read = await next()) {
    if (filled + read.value.length > bytes) throw new ExplorerError(words.notWhole(name));
    file.set(read.value, filled);
    filled += read.value.length;
    report(words.loadingWhole(filled, bytes));
  }
  if (filled !== bytes) throw new ExplorerError(words.notWhole(name));
  return file;
}

/** ExplorerError where a file under explorer/ is not there. DuckDB itself would wait for it for ever. */
export async function mustBeThere(name: string): Promise<void> {
  const response = await fetch(addressOf(name), { method: "HEAD" }).catch(() => null);
  if (!response?.ok) throw new ExplorerError(words.notThere(name, response?.status ?? null));
}
