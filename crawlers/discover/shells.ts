import { columnWords as words } from "../../data/words/index.ts";
import { addressOf } from "./address.ts";
import { attribute, closest, type Element } from "./dom.ts";
import type { Page } from "./page.ts";
import { mentions } from "./words.ts";

const SCRIPTED = /(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\()\s*["']([^"']+)["']/;

/** A page that stays longer than this is there to be read; what comes after it is the end of a session. */
const LONGEST_SHELL_SECONDS = 30;

/**
 * Where a page that holds nothing itself sends its visitors: by meta refresh, by a script on a page of a few bytes, or by one that a
 * browser has run.
 */
export function redirectOf(page: Page): string | null {
  if (page.leadsTo) return page.leadsTo;
  const refresh = page.dom.tagged("meta").find((tag) => /^refresh$/i.test(attribute(tag, "http-equiv")));
  const content = refresh ? attribute(refresh, "content") : "";
  const stays = Number.parseFloat(content) > LONGEST_SHELL_SECONDS;
  const target = stays ? undefined : /url\s*=\s*['"]?([^'";]+)/i.exec(content)?.[1];
  const scripted = page.body.length < 2000 && page.links.length === 0 ? SCRIPTED.exec(page.body)?.[1] : undefined;
  const url = addressOf(target ?? scripted ?? "", page);
  return url && url !== page.url ? url : null;
}

const FURNITURE = new Set(words.siteFurniture);

/** The frames of a page that may hold its listing or its article: none of the site's furniture, and none that nobody sees. */
export function framesOf(page: Page): string[] {
  return page.dom
    .tagged("iframe", "frame")
    .filter((frame) => closest(frame, FURNITURE) === null && !isHidden(frame))
    .map((frame) => addressOf(attribute(frame, "src"), page))
    .filter((url) => url !== null && !mentions(url.toLowerCase(), words.idleFrames))
    .filter((url) => url !== null);
}

/** What is counted with, not read. */
const isHidden = (frame: Element): boolean =>
  ["width", "height"].every((side) => /^[01](px)?$/.test(attribute(frame, side).trim()));
