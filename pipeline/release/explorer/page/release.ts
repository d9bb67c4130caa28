import { ExplorerError } from "./view.ts";
import { words } from "./words.ts";

const said = (name: string): string => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";

/** The release that this page came with: its day, and a digest of the files that the page reads. */
export const release = { day: said("release"), digest: said("release-digest") };

/** The address of a file of this release, by which no cache answers with that of another that lay at the same place. */
export const addressOf = (path: string): string => new URL(`${path}?${release.digest}`, document.baseURI).href;

/**
 * ExplorerError where the server holds another release by now: its numbers would stand under the date of this one. Where it does not answer, whoever
 * reads a file says so.
 */
export async function mustStillBeHere(): Promise<void> {
  const response = await fetch("explorer/release.txt", { cache: "no-store" }).catch(() => null);
  if (response?.ok && (await response.text()).trim() !== release.digest) throw new ExplorerError(words.otherRelease);
}
