import { columnWords as words } from "../../data/words/index.ts";
import type { Link } from "./links.ts";
import type { Page } from "./page.ts";
import { isLookAlike, isReportTitle, isYear } from "./titles.ts";
import { fold, mentions } from "./words.ts";

/** Where in a site a page stands: anywhere, in information disclosure, in a column of annual reports. */
export const CONTEXTS = ["anywhere", "disclosure", "annual"] as const;
export type Context = (typeof CONTEXTS)[number];

/** A link worth following: the higher the score the sooner; `context` is where it leads. */
export type Lead = { score: number; context: Context };

export const deeper = (a: Context, b: Context): Context => (CONTEXTS.indexOf(a) >= CONTEXTS.indexOf(b) ? a : b);

/**
 * Whether a link leads towards annual reports, seen from a page that stands in `context`. By its words first;
 * the names of its directories count only as a bonus or where the words say nothing, for paths lie.
 */
export function leadOf(link: Link, context: Context): Lead | null {
  const text = fold(link.text);
  if (mentions(text, words.notColumns) || isLookAlike(text)) return null;
  const bonus = hasPathToken(link.url) ? 15 : 0;
  if (mentions(text, words.annual)) return { score: 100 + bonus, context: "annual" };
  if (mentions(text, words.annualInDisclosure) && text.length <= 12)
    return context === "anywhere"
      ? { score: 45 + bonus, context: "disclosure" }
      : { score: 90 + bonus, context: "annual" };
  if (context === "annual" && isYear(text)) return { score: 85, context };
  if (context === "annual" && namesOrgans(text)) return { score: 80, context };
  if (bonus > 0) return { score: 70, context: "annual" };
  if (mentions(text, words.disclosure) && text.length <= 16) return { score: 60, context: "disclosure" };
  if (context === "disclosure" && namesOrgans(text)) return { score: 40, context };
  return null;
}

/** Where a page stands by what it says itself: its column's name, the end of its breadcrumb, a column-like title. */
export function contextOf(page: Page): Context {
  const names = [page.columnName ?? "", ...page.breadcrumb.slice(-3), isReportTitle(page.title) ? "" : page.title].map(
    fold,
  );
  const standing = names.filter((name) => name !== "" && !mentions(name, words.notColumns));
  if (standing.some((name) => mentions(name, words.annual))) return "annual";
  const disclosed = standing.some((name) => mentions(name, words.disclosure));
  if (disclosed && standing.some((name) => mentions(name, words.annualInDisclosure))) return "annual";
  return disclosed ? "disclosure" : "anywhere";
}

/** Whether words name a class of organs: 市政府部门, 乡镇街道. */
export function isOrganClass(shown: string): boolean {
  const text = fold(shown);
  return text.length >= 2 && text.length <= 12 && mentions(text, words.organClasses);
}

function namesOrgans(text: string): boolean {
  if (text.length < 2 || text.length > 24) return false;
  return (
    mentions(text, words.organClasses) ||
    words.organEndings.some((ending) => text.length > ending.length && text.endsWith(ending))
  );
}

function hasPathToken(address: string): boolean {
  const segments = new URL(address).pathname.toLowerCase().split("/");
  return segments.some((segment) =>
    words.pathTokens.includes(segment.replace(/\.(s?html?|jsp|php|aspx?)$/, "").replace(/[\d_]+$/, "")),
  );
}
