import { columnWords as words } from "../../data/words/index.ts";
import { identity } from "./address.ts";
import { type Attachment, attachmentsOf } from "./attachments.ts";
import { type Page, textOf } from "./page.ts";
import { isReportTitle } from "./titles.ts";
import { fold } from "./words.ts";

/**
 * What a page that may be a report is. `listing`: a column whose name reads like a title ("2023年政府信息公开年报").
 * `missing`: an error page that says 200. In doubt it is a report: the parser rejects what is none, nobody brings back what was dropped.
 */
export type Verdict = "report" | "listing" | "missing" | "other";

/** Judges a page reached by a link that reads like a report's title (`promised`), or met on the way to one. */
export function judge(page: Page, promised: boolean): { verdict: Verdict; attachments: Attachment[] } {
  const text = fold(textOf(page));
  if (text.length < 1000 && page.links.length < 30 && words.softNotFound.some((phrase) => text.includes(phrase)))
    return { verdict: "missing", attachments: [] };
  const titled = isReportTitle(page.title);
  const attachments = attachmentsOf(page);
  const hasBody = words.chapters.filter((chapter) => text.includes(chapter)).length >= 2;
  if (hasBody && (titled || promised)) return { verdict: "report", attachments };
  if (page.isArticle && !titled && !promised) return { verdict: "other", attachments: [] };
  if (page.isArticle && titled) return { verdict: "report", attachments };
  const listed = page.links.filter(
    (link) => isReportTitle(link.text) && identity(link.url) !== identity(page.url),
  ).length;
  const hasImages = page.$(words.articleContainers.join(", ")).find("img").length > 0;
  if (attachments.length > 0 && (titled || promised) && listed === 0) return { verdict: "report", attachments };
  if (listed > 0 && !hasImages) return { verdict: "listing", attachments: [] };
  return promised ? { verdict: "report", attachments } : { verdict: "other", attachments: [] };
}
