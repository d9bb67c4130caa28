import { type Attachment, isReportTitle } from "../discover/index.ts";
import type { Sighting } from "../raw/index.ts";
import { REPORT_SCORE } from "./follow.ts";
import type { DocumentVisit, Visit } from "./visit.ts";

/** What else there is of a report than its page: its files, and the frames of a page that shows nothing of it itself. */
export function partsOf(
  page: Visit,
  { linkText, listedDate = null, columnName = null }: Sighting,
  { attachments, frames }: { attachments: readonly Attachment[]; frames: readonly string[] },
): DocumentVisit[] {
  const pageUrl = page.request.url;
  const part = (
    url: string,
    promised: "file" | "frame",
    sighting: Pick<Sighting, "linkText" | "fileName">,
  ): DocumentVisit => ({
    ...{ kind: "document", request: { url }, score: REPORT_SCORE + 1, depth: page.depth + 1, context: page.context },
    ...{ columnName, referer: pageUrl, promised, sighting: { pageUrl, listedDate, columnName, ...sighting } },
  });
  return [
    ...attachments.map(({ url, text, fileName }) =>
      part(url, "file", { linkText: isReportTitle(text) ? text : (linkText ?? text), fileName }),
    ),
    ...frames.map((url) => part(url, "frame", { linkText })),
  ];
}
