import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { DisclosureWords, LookAlike, NoticeWords, OrganWords, TitleWords, WallWords } from "./schema.ts";

export { columnWords } from "./columns.ts";
export type { LookAlike } from "./schema.ts";
export { siteListWords } from "./site-lists.ts";
export { simplified } from "./traditional.ts";

const read = (name: string): unknown => parse(readFileSync(`${import.meta.dirname}/${name}.yaml`, "utf8"));

/** How an annual report calls itself, and what around a title is not part of it. */
export const titleWords = TitleWords.parse(read("titles"));

/** How organs are called: in full, for short, relative to a place, by themselves. */
export const organWords = OrganWords.parse(read("organs"));

/** What sits beside annual reports and is none, in the order in which to say it. */
export const lookAlikes: readonly LookAlike[] = z.array(LookAlike).parse(read("look-alikes"));

/** What the prose of an annual report is about. */
export const disclosureWords = DisclosureWords.parse(read("disclosure"));

/** How a page says that the report is not on it but beside it. */
export const noticeWords = NoticeWords.parse(read("notices"));

/** How sites say that they give no document, whatever the status. */
export const wallWords = WallWords.parse(read("walls"));

/** A regular expression's alternatives, the longest word first so that 自治区 is not read as 区. */
export function anyOf(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(word))
    .join("|");
}
