import { columnWords as words } from "../../data/words/index.ts";
import { addressOf } from "./address.ts";
import type { Page } from "./page.ts";
import { mentions } from "./words.ts";

const SCRIPTED = /(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\()\s*["']([^"']+)["']/;

/** Where a page that holds nothing itself sends its visitors: by meta refresh, or by a script on a page of a few bytes. */
export function redirectOf(page: Page): string | null {
  const refresh = page
    .$("meta[http-equiv]")
    .filter((_, tag) => /^refresh$/i.test(page.$(tag).attr("http-equiv") ?? ""));
  const target = /url\s*=\s*['"]?([^'";]+)/i.exec(refresh.attr("content") ?? "")?.[1];
  const scripted = page.body.length < 2000 && page.links.length === 0 ? SCRIPTED.exec(page.body)?.[1] : undefined;
  const url = addressOf(target ?? scripted ?? "", page.base);
  return url && url !== page.url ? url : null;
}

/** The frames of a page that may hold its listing. */
export function framesOf(page: Page): string[] {
  return page
    .$("iframe[src], frame[src]")
    .toArray()
    .map((frame) => addressOf(page.$(frame).attr("src") ?? "", page.base))
    .filter((url): url is string => url !== null && !mentions(url.toLowerCase(), words.idleFrames));
}
