import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { type Column, columnOf, type Entry, listed, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

/** How the portals differ: the endpoint, the script that posts to it, and what it answers. */
type Variant = {
  endpoint: string;
  script(channel: string): string;
  /** Which list is asked for, which of its pages (from 0) and of what size; null where that is not said. */
  read(ask: Ask): { channel: string; page: number; size: number } | null;
  reply(site: Site, ask: Ask, entries: Entry[], all: Entry[], size: number): unknown;
};

const columnPath = (site: Site, column: Column): string => `/${site.id}/${column.key}/nav_list.shtml`;
const entryPath = (site: Site, entry: Entry): string =>
  `/${site.id}/${columnOf(site, entry.column).key}/${entry.published.slice(0, 7).replace("-", "")}/${hex32(entry.id)}.shtml`;
const attachmentPath = (site: Site, entry: Entry, index: number): string =>
  `${entryPath(site, entry).replace(/\.shtml$/, "")}/files/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;
const channelOf = (site: Site, column: Column): string => hex32(`${site.id}/${column.key}`);

/** A portal whose lists are empty until its pages' own scripts have posted for them. */
function postList({ endpoint, script, read, reply }: Variant): Family {
  const list = (site: Site, ask: Ask): Answer | null => {
    const asked = ask.method === "POST" ? read(ask) : null;
    if (asked === null) return null;
    const column = site.columns.find((candidate) => channelOf(site, candidate) === asked.channel);
    // Who names no list is given everything that the site has.
    const entries = column ? listed(site, column) : site.entries.filter(({ hidden }) => !hidden);
    const shown = asked.page < 0 ? [] : onPage(entries, asked.size, asked.page);
    const said = reply(site, ask, shown, entries, asked.size);
    return typeof said === "string"
      ? { type: "text/xml;charset=UTF-8", body: said }
      : { type: "application/json;charset=UTF-8", body: JSON.stringify(said) };
  };
  return {
    columnPath,
    entryPath,
    attachmentPath,
    perPage: Number.POSITIVE_INFINITY,
    pagePath: columnPath,
    list: (site, column) => `<div class="list"><ul id="list"></ul><div id="pager"></div></div>
<script src="/js/jquery.min.js"></script>
<script>
$.post("/szinf/visit/count", { url: location.href });
${script(channelOf(site, column))}
</script>`,
    article: (site, entry) => `<UCAPTITLE><h1>${escapeHtml(entry.title)}</h1></UCAPTITLE>
<div class="info">发布日期：${entry.published}　来源：${escapeHtml(entry.publisher)}</div>
<div class="article-content" id="zoomcon"><UCAPCONTENT>${entry.body}
${entry.attachments
  .map((a, i) => `<p><a href="${attachmentPath(site, entry, i)}">${escapeHtml(a.name)}</a></p>`)
  .join("\n")}</UCAPCONTENT></div>`,
    own: (site, ask) => (ask.path === endpoint ? list(site, ask) : null),
  };
}

/** 苏州: a form, counted from 1, the size of a page in the address; the fields of the reply in capitals. */
const suzhou = postList({
  endpoint: "/szinf/xxgk/interfacesWebZcwj/loadData",
  script: (channel) => `var channelId = '${channel}', pageSize = 5;
$(function () { loadList(1); });
function loadList(pageIndex) {
  $.ajax({
    type: "post",
    url: "/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=" + pageSize,
    dataType: "json",
    data: { pageIndex: pageIndex, channel_id: channelId },
    success: function (res) {
      var html = "";
      $.each(res.data.list, function (i, item) {
        html += '<li><a href="' + item.URL + '" target="_blank">' + item.TITLE + '</a><span>' + item.PUBLISHED_TIME_FORMAT + '</span></li>';
      });
      $("#list").html(html);
      initPager(res.data.totalPage, pageIndex); // 翻页
    },
    error: function () { $("#list").html("<li>加载失败，请稍后再试</li>"); }
  });
}`,
  read({ query, body }) {
    const form = new URLSearchParams(body);
    if (!form.has("pageIndex")) return null;
    const size = Number(query.get("pageSize")) || 15;
    return { channel: form.get("channel_id") ?? "", page: Number(form.get("pageIndex")) - 1, size };
  },
  reply: (site, ask, shown, all, size) => ({
    data: {
      allRow: all.length,
      totalPage: Math.ceil(all.length / size),
      list: shown.map((entry) => ({
        TITLE: entry.title,
        URL: entry.href ?? `http://${ask.host}${entryPath(site, entry)}`,
        C_WJBH: "",
        PUBLISHED_TIME_FORMAT: entry.published,
        C_SYH: "",
        CHANNEL_ID: channelOf(site, columnOf(site, entry.column)),
        MANUSCRIPT_ID: hex32(entry.id),
      })),
    },
  }),
});

/** JSON that fetch posts, counted from 0; the server's own size of a page, whatever is asked for. */
const fetched = postList({
  endpoint: "/api/article/page",
  script: (channel) => `const params = { siteId: 12, columnId: "${channel}", query: { title: "", year: null } };
const load = function (n) {
  fetch(\`/api/article/page\`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ page: n, limit: 20, columnId: params.columnId, siteId: 12 })
  }).then(r => r.json()).then(r => { render(r.result.rows); });
};
load(0);`,
  read({ body }) {
    if (!body.startsWith("{")) return null;
    const said: unknown = JSON.parse(body);
    if (typeof said !== "object" || said === null || !("page" in said) || !("columnId" in said)) return null;
    return { channel: String(said.columnId), page: Number(said.page), size: 4 };
  },
  reply: (site, _ask, shown, all) => ({
    code: 0,
    result: {
      total: all.length,
      rows: shown.map((entry) => ({
        id: hex32(entry.id),
        title: entry.title,
        url: entry.href ?? entryPath(site, entry),
        publishTime: `${entry.published} 09:00:00`,
      })),
    },
  }),
});

/** TRS's search WAS5, which a column's page asks for its channel: XML whose titles mark what was searched for. */
const was5 = postList({
  endpoint: "/was5/web/search",
  script: (channel) => `var extrasql = "chnl=${channel}";
function dolist(curpage) {
  $.ajax({
    url: '/was5/web/search', type: 'POST', dataType: 'xml',
    data: { channelid: '228364', searchword: '年度报告', extrasql: extrasql, page: curpage, prepage: 5 },
    success: function (xml) { $(xml).find('REC').each(function () { append($(this)); }); }
  });
}
dolist(1);`,
  read({ body }) {
    const form = new URLSearchParams(body);
    const channel = /^chnl=(\w+)$/.exec(form.get("extrasql") ?? "")?.[1] ?? "";
    return form.has("channelid") ? { channel, page: Number(form.get("page")) - 1, size: 5 } : null;
  },
  reply: (site, ask, shown, all) => `<?xml version="1.0" encoding="UTF-8"?>
<RESULT><RECORDCOUNT>${all.length}</RECORDCOUNT>
${shown
  .map(
    (entry) =>
      `<REC><TITLE><![CDATA[${entry.title.replace("年度报告", "<font color=red>年度报告</font>")}]]></TITLE><URL><![CDATA[${entry.href ?? `http://${ask.host}${entryPath(site, entry)}`}]]></URL><DOCRELTIME>${entry.published.replaceAll("-", ".")} 10:00:00</DOCRELTIME></REC>`,
  )
  .join("\n")}
</RESULT>`,
});

export const postLists: Readonly<Record<string, Family>> = {
  "post-list": suzhou,
  "post-list-fetch": fetched,
  "post-list-was5": was5,
};
