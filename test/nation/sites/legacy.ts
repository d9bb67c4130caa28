import { escapeHtml } from "../../carriers/html.ts";
import { extension, serial } from "../addresses.ts";
import { columnOf, type Entry } from "../content.ts";
import { gbk } from "../gbk.ts";
import { type Family, onPage } from "../portal.ts";

const PER_PAGE = 20;

const attachmentPath = (entry: Entry, index: number): string =>
  `/upfile/${serial(entry)}${index}.${extension(entry.attachments[index])}`;

/** A home-grown site of the early years: query strings, layout tables, unquoted attributes, GBK said in a meta tag only. */
export const legacy: Family = {
  columnPath: (_site, column) => `/List.asp?cid=${column.code}`,
  entryPath: (site, entry) => `/Show.asp?cid=${columnOf(site, entry.column).code}&id=${serial(entry)}`,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: PER_PAGE,
  pagePath: (_site, column, page) => `/List.asp?cid=${column.code}&page=${page + 1}`,
  list: (_site, column, entries, page) => `<table width=960 align=center><tr><td><table width="100%">
${onPage(entries, PER_PAGE, page)
  .map(
    (entry) =>
      `<tr><td>·<a href="${entry.href ?? `Show.asp?cid=${column.code}&id=${serial(entry)}`}" target=_blank>${escapeHtml(entry.title)}</a></td><td width=100>[${entry.published}]</td></tr>`,
  )
  .join("\n")}
</table></td></tr></table>`,
  article: (
    _site,
    entry,
  ) => `<table width=960 align=center><tr><td align=center><b>${escapeHtml(entry.title)}</b></td></tr>
<tr><td align=center>来源：${escapeHtml(entry.publisher)} 时间：${entry.published.replaceAll("-", "/")} 点击：25</td></tr>
<tr><td class=content>${entry.body}
${entry.attachments.map((a, i) => `<br><a href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a>`).join("")}</td></tr></table>`,
  encode: (html) => ({
    type: "text/html",
    body: gbk(
      html
        .replace('<meta charset="utf-8">', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
        .replace(/<meta name=.*\n/g, ""),
    ),
  }),
};
