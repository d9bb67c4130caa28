import { anyOf, disclosureWords } from "../../../data/words/index.ts";
import { plain } from "./plain.ts";

const subject = new RegExp(anyOf(disclosureWords.subject));
const matters = disclosureWords.matters.map((words) => new RegExp(anyOf(words)));
/** A sentence or a numbered heading: what a site's own menus are made of is neither. */
const PROSE =
  /[，。；,;]|[\p{Script=Han}、]{16,}|^\s*[（(]?(?:[一二三四五六七八九十]+|[0-9]{1,2})[)）、.．]\s*\p{Script=Han}/u;
const ENOUGH = 2;

/** How far a text is about disclosure: not at all, in passing, or as the text of an annual report is. */
export type Disclosure = "none" | "mentioned" | "reported";

/** Reads what a text without tables is about; `title` is what it is called, which says nothing of what it holds. */
export function disclosureIn(text: string, title: string): Disclosure {
  const prose = plain(text)
    .split("\n")
    .filter((line) => PROSE.test(line))
    .join("\n")
    .replaceAll(title, "");
  if (matters.filter((words) => words.test(prose)).length >= ENOUGH) return "reported";
  return subject.test(prose) ? "mentioned" : "none";
}
