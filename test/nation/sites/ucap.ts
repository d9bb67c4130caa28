import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, listed, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const PER_PAGE = 4;

const folder = (site: Site, column: Column): string => `/${site.id}/${column.code}`;

const entryPath = (site: Site, entry: Entry): string =>
  `${folder(site, columnOf(site, entry.column))}/${entry.published.slice(0, 7).replace("-", "")}/${hex32(entry.id)}.shtml`;

const attachmentPath = (site: Site, entry: Entry, index: number): string =>
  `${entryPath(site, entry).replace(/\.shtml$/, "")}/files/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

const channelId = (site: Site, column: Column): string => hex32(`${site.id}/${column.code}`);

const row = (site: Site, entry: Entry): string =>
  `<li><a target="_blank" title="${escapeHtml(entry.title)}" href="${entry.href ?? entryPath(site, entry)}">${escapeHtml(cut(entry.title, 28))}</a><span class="date">${entry.published}</span></li>`;

/** UCAP (开普云): lists of static pages, or by JSON from /searchList; both endpoints answer for every column. */
export const ucap: Family = {
  columnPath: (site, column) => `${folder(site, column)}/common_list.shtml`,
  entryPath,
  attachmentPath,
  perPage: PER_PAGE,
  pagePath: (site, column, page) => `${folder(site, column)}/common_list${page === 0 ? "" : `_${page + 1}`}.shtml`,
  columnMetas: (site, column) => [["channelid", channelId(site, column)]],
  list: (site, column, entries, page) =>
    column.list === "json" ? shell(site, column) : staticList(site, entries, page),
  article: (site, entry) => `<UCAPTITLE><h1>${escapeHtml(entry.title)}</h1></UCAPTITLE>
<div class="pages-date">发布时间：<PUBLISHTIME>${entry.published} 10:00</PUBLISHTIME>　来源：${escapeHtml(entry.publisher)}　字号：[<a href="javascript:;">大</a> <a href="javascript:;">小</a>]　<a href="javascript:;" class="share">分享</a></div>
<div class="pages_content" id="UCAP-CONTENT"><UCAPCONTENT>${entry.body}
${entry.attachments
  .map((a, i) => `<p><a href="${attachmentPath(site, entry, i)}" target="_blank">${escapeHtml(a.name)}</a></p>`)
  .join("\n")}</UCAPCONTENT></div>`,
  own(site, ask) {
    const id = /^\/searchList\/([0-9a-f]{32})$/.exec(ask.path)?.[1];
    const column = site.columns.find((candidate) => channelId(site, candidate) === id);
    return column === undefined ? null : searchList(site, column, ask);
  },
};

const staticList = (site: Site, entries: Entry[], page: number): string => `<ul class="gl-list">
${onPage(entries, PER_PAGE, page)
  .map((entry) => row(site, entry))
  .join("\n")}
</ul><div id="page_div"></div>
<script>createPageHTML('page_div',${Math.max(1, Math.ceil(entries.length / PER_PAGE))},${page + 1},'common_list','shtml',${entries.length});</script>`;

/** A list that only its script fills. */
const shell = (site: Site, column: Column): string => `<ul class="gl-list" id="list"></ul>
<script>
fetch('/searchList/${channelId(site, column)}?_isAgg=true&_isJson=true&_pageSize=${PER_PAGE}&_template=index&_rangeTimeGte=&_channelName=&page=1')
  .then(function (reply) { return reply.json(); })
  .then(function (reply) {
    document.getElementById('list').innerHTML = reply.data.results.map(function (r) {
      return '<li><a title="' + r.title + '" href="' + r.url + '">' + r.title + '</a><span>' + r.publishedTimeStr.slice(0, 10) + '</span></li>';
    }).join('');
  });
</script>`;

function searchList(site: Site, column: Column, ask: Ask): Answer {
  const entries = listed(site, column);
  const page = Math.max(1, Number(ask.query.get("page") ?? 1));
  // Whatever page size is asked for, the server gives no more than its own, and says so in `rows`.
  const rows = Math.min(Number(ask.query.get("_pageSize")) || PER_PAGE, PER_PAGE);
  const results = onPage(entries, rows, page - 1).map((entry) => ({
    title: entry.title,
    subTitle: "",
    url: entry.href ?? `//${ask.host}${entryPath(site, entry)}`,
    publishedTime: Date.parse(`${entry.published}T10:00:00+08:00`),
    publishedTimeStr: `${entry.published} 10:00:00`,
    content: "",
    memo: "",
    channelName: column.name,
    manuscriptId: hex32(entry.id),
    resList: entry.attachments.map((a, i) => ({ fileName: a.name, filePath: attachmentPath(site, entry, i) })),
    domainMetaList: [{ resultList: [{ key: "pubdate", value: entry.published }] }],
  }));
  return {
    type: "application/json;charset=UTF-8",
    body: JSON.stringify({
      data: { page, rows, total: entries.length, channelId: channelId(site, column), results },
      code: "200",
    }),
  };
}
