import { addressOf, dateIn, type Link, type Page } from "../discover/index.ts";
import { afterTurnedRows, type File, fileAddress, fileOf } from "./numbered-files.ts";
import { declared, type Platform } from "./platform.ts";

/**
 * TRS WCM (拓尔思): static listings index.html, index_1.html …; how many there are stands only in a script. Page 2 is
 * index_1 (0-based) or, in other templates, index_2. Some templates write their rows with document.writeln from variables.
 */
export const trs: Platform = {
  name: "trs",
  recognise: (page) =>
    /createPage(HTML)?\s*\(|\bcountPage\b|pagination_script_config|TRS_(Editor|UEDITOR)|trs_editor_view/.test(
      page.body,
    ) || /\/t(19|20)\d{6}_\d+\.s?html?\b/.test(page.body),
  entries: writtenRows,
  pages: (page) => {
    const pager = afterTurnedRows(page).length > 0 ? null : pagerOf(page);
    if (!pager) return null;
    const { total, ...file } = pager;
    const numbered = (first: number): string[] =>
      Array.from({ length: Math.max(0, total - 1) }, (_, i) => fileAddress(page, file, first + i));
    return [declared(numbered(1)), declared(numbered(2))];
  },
};

type Pager = File & { total: number };

/** The call shapes: createPageHTML(total, current, "index", "html"), the same after a container's id, createPage(…), var countPage = N. */
function pagerOf(page: Page): Pager | null {
  const call = /createPage(?:HTML)?\s*\(([^)]*)\)/.exec(page.body)?.[1];
  const file = fileOf(page);
  if (call !== undefined) {
    const values = call.split(",").map((value) => said(value.trim(), page.body));
    const total = Number(values.find((value) => /^\d+$/.test(value)));
    const at = values.findIndex((value) => /^s?html?$/.test(value));
    if (Number.isInteger(total))
      return { total, stem: values[at - 1] || file.stem, extension: values[at] ?? file.extension };
  }
  const count =
    /\bcountPage\s*=\s*["']?(\d+)|pagination_script_config[\s\S]{0,300}?total\w*["']?\s*:\s*["']?(\d+)/.exec(page.body);
  return count ? { total: Number(count[1] ?? count[2]), ...file } : null;
}

/** What an argument stands for: a text or number as it is, a variable by its assignment. */
function said(argument: string, script: string): string {
  const assigned = /^[A-Za-z_]\w*$/.test(argument)
    ? new RegExp(`\\b${argument}\\s*=\\s*(["']?)([^"';,\\s]+)\\1`).exec(script)?.[2]
    : undefined;
  return assigned ?? argument.replace(/^["']|["']$/g, "");
}

/** Rows that a script writes: `url = "./202401/t….shtml"`, `title = "…"`, then the date in a writeln. */
function writtenRows(page: Page): Link[] {
  if (!page.body.includes("document.write")) return [];
  const rows = page.body.split(/(?=\b\w*(?:url|link)\w*\s*=\s*["'])/i).slice(1);
  return rows.flatMap((row) => {
    const href = /^\w+\s*=\s*["']([^"']+)["']/.exec(row)?.[1] ?? "";
    const titles = [...row.matchAll(/\b\w*title\w*\s*=\s*["']([^"'<>]+)["']/gi)].map((match) => match[1] ?? "");
    const title = titles.sort((a, b) => b.length - a.length)[0];
    const url = addressOf(href, page);
    return url && title ? [{ url, text: title.trim(), date: dateIn(row) }] : [];
  });
}
