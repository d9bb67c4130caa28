import { columnWords as words } from "../../data/words/index.ts";
import { addressOf } from "./address.ts";
import { anchorsOf, targetOf } from "./anchor.ts";
import { attribute, closest, seen } from "./dom.ts";
import type { Page } from "./page.ts";
import { isLookAlike } from "./titles.ts";
import { fold } from "./words.ts";

/** A file that belongs to a notice. */
export type Attachment = { url: string; text: string; fileName: string | null };

const EXTENSION = new RegExp(`\\.(${words.attachmentExtensions.join("|")})$`, "i");

const FURNITURE = new Set(words.siteFurniture);
const BODIES = new Set(words.articleContainers);

/** Whether an address or a file name is that of a file that may hold a report. */
export const isFileName = (name: string): boolean => EXTENSION.test(name.trim());

/** Whether an address is that of a file rather than of a page. */
export function isFile(address: string): boolean {
  const url = new URL(address);
  return isFileName(decodeURIComponentSafely(url.pathname)) || isDownload(address);
}

/** The files of an article: linked from its body or named as its attachments, without those of the site's furniture. */
export function attachmentsOf(page: Page): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const anchor of anchorsOf(page.dom)) {
    const url = targetOf(anchor, page);
    const text = (seen(anchor.children).trim() || attribute(anchor, "title")).replace(/\s+/g, " ").trim();
    if (!url || found.has(url) || !(isFile(url) || isFileName(text))) continue;
    if (isLookAlike(text)) continue;
    const inBody = closest(anchor, BODIES) !== null;
    const named = /附件|报告|年报/.test(fold(text)) || isFileName(text);
    if (inBody || (named && closest(anchor, FURNITURE) === null))
      found.set(url, { url, text, fileName: isFileName(text) ? (text.split(/[\s:：【】]/).at(-1) ?? text) : null });
  }
  for (const url of viewed(page)) if (!found.has(url)) found.set(url, { url, text: page.title, fileName: null });
  return [...found.values()];
}

/** The files that a page shows within itself: in a frame, embedded, or in a viewer that is told which (viewer.html?file=…). */
function viewed(page: Page): string[] {
  return page.dom.tagged("iframe", "embed", "object").flatMap((frame) => {
    const url = addressOf(attribute(frame, "src") || attribute(frame, "data"), page);
    if (!url || closest(frame, FURNITURE) !== null) return [];
    const named = [...new URL(url).searchParams.values()].map((value) => addressOf(value, url));
    return [url, ...named]
      .filter((address) => address !== null && isFile(address))
      .filter((address) => address !== null);
  });
}

const isDownload = (address: string): boolean => {
  const path = new URL(address).pathname.toLowerCase();
  return words.downloads.some((name) => path.includes(name));
};

/** Paths with a stray % are no percent-encoding; they are taken as they are. */
function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
