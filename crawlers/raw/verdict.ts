import { wallWords as words } from "../../data/words/index.ts";
import { mediaType } from "./http-message.ts";
import type { HeaderList, Verdict } from "./types.ts";

/** 412 and 521 are how 瑞数 and 加速乐 begin their challenges. */
const BLOCKED = new Set([403, 412, 521]);

/** Pages longer than this are portals that happen to have a login form, not walls; a challenge may bring a long script, behind its first lines. */
const LONGEST_WALL_BYTES = 20_000;
const CHALLENGE_BEGINS_WITHIN = 4000;
const LONGEST_WALL_TEXT = 600;
const MOST_WALL_LINKS = 10;

const anyIn = (patterns: readonly string[]): RegExp => new RegExp(patterns.join("|"), "i");
const CHALLENGE = anyIn(words.challenges);
const BLOCKED_WORDS = anyIn(words.blocked);
const MISSING = anyIn(words.missing);
const OUT_OF_SERVICE = anyIn(words.outOfService);
/** Somebody else's door: what is public asks for no password. */
const LOGIN = /<input\b[^>]*\btype\s*=\s*["']?password/i;
/** How a page begins that its server may call by any other name. */
const PAGE = /^<(!doctype html|html|head|body|title|meta|script|form|h1|p|div|center)\b/i;

/** Judges a decoded body by its status and, where it is a short page, by what it says. */
export function verdict(status: number, headers: HeaderList, body: Uint8Array | null): Verdict {
  if (BLOCKED.has(status)) return "blocked";
  if (status < 200 || status > 299) return "other";
  if (body === null) return "broken";
  if (body.length === 0) return "empty";
  const isLong = body.length > LONGEST_WALL_BYTES;
  if (isLong && !CHALLENGE.test(Buffer.from(body.subarray(0, CHALLENGE_BEGINS_WITHIN)).toString("latin1")))
    return "document";
  if (!mayBePage(headers, body)) return "document";
  const html = decoded(body);
  if ((html.match(/<a\b/gi) ?? []).length > MOST_WALL_LINKS) return "document";
  const text = visibleText(html);
  if (text.length > LONGEST_WALL_TEXT) return "document";
  if (CHALLENGE.test(html) || BLOCKED_WORDS.test(text) || LOGIN.test(html)) return "blocked";
  if (OUT_OF_SERVICE.test(text)) return "out_of_service";
  return MISSING.test(text) ? "missing" : "document";
}

/** By how it begins, behind a byte order mark, spaces and comments; where its server says that it is a page, also without a tag. */
function mayBePage(headers: HeaderList, body: Uint8Array): boolean {
  const head = Buffer.from(body.subarray(0, 2000)).toString("utf8");
  const begins = head.replace(/^(?:\ufeff|\s|<!--.*?-->|<\?xml.*?\?>)+/s, "");
  if (PAGE.test(begins)) return true;
  return /html/.test(mediaType(headers) ?? "html") && !/^([{[%]|\w+\()/.test(begins);
}

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return new TextDecoder("gb18030").decode(body);
  }
}

const visibleText = (html: string): string =>
  html
    .replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
