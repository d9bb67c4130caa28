import { escapeHtml } from "../../carriers/html.ts";
import { extension, serial } from "../addresses.ts";
import { articleMetas, breadcrumb, cut, framed } from "../chrome.ts";
import { type Column, childrenOf, columnOf, type Entry, listed, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

/** A hundred on real servers, however many are asked for. */
const PER_PAGE = 5;

/** Columns of the disclosure platform: 政务公开 with what stands under it, but for the directory of organs, whose sites are their own. */
const isInTree = (site: Site, column: Column): boolean =>
  column.key !== "organs" && pathTo(site, column)[0]?.key === "open";

/** Each organ's sub-site has its own tree under a prefix; the portal's own has none. */
function rootOf(site: Site, column: Column): Column {
  const path = pathTo(site, column);
  return path.find(({ parent }) => parent === "organs") ?? columnOf(site, path[0]?.key ?? "open");
}
const prefixOf = (site: Site, root: Column): string => (root.key === "open" ? "" : `/${site.id}${root.code}`);
const sidOf = (site: Site, root: Column): string => `${site.division}${root.code}`;

/** The portal's own list of annual reports is an NFCMS column, to which its tree jumps. */
const isNfcms = (site: Site, column: Column): boolean =>
  !isInTree(site, column) || (column.key === "annual" && childrenOf(site, column).length === 0);

function columnPath(site: Site, column: Column): string {
  if (isNfcms(site, column)) return `/zwgk/${column.key}/`;
  const root = rootOf(site, column);
  return `${prefixOf(site, root)}/gkmlpt/index${column === root ? "" : `#${column.code}`}`;
}

const gkmlptPath = (site: Site, entry: Entry): string => {
  const id = serial(entry);
  const prefix = prefixOf(site, rootOf(site, columnOf(site, entry.column)));
  return `${prefix}/gkmlpt/content/${Math.floor(id / 1e6)}/${Math.floor(id / 1e3)}/post_${id}.html`;
};
const nfcmsPath = (entry: Entry): string => `/zwgk/${entry.column}/content/post_${serial(entry)}.html`;

const entryPath = (site: Site, entry: Entry): string =>
  isNfcms(site, columnOf(site, entry.column)) ? nfcmsPath(entry) : gkmlptPath(site, entry);

const attachmentPath = (entry: Entry, index: number): string => {
  const id = serial(entry);
  return `/attachment/${Math.floor(id / 1e6)}/${Math.floor(id / 1e3)}/${id}/${index}.${extension(entry.attachments[index])}`;
};

/** 广东 gkmlpt, whose pages are scripts over one API, and NFCMS beside it: the same post has an address in each. */
export const gkmlpt: Family = {
  columnPath,
  entryPath,
  twinPath: (site, entry) => (entryPath(site, entry) === nfcmsPath(entry) ? gkmlptPath(site, entry) : null),
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: PER_PAGE,
  pagePath: (_site, column, page) => `/zwgk/${column.key}/index${page === 0 ? "" : `_${page + 1}`}.html`,
  list: (site, column, entries, page) => `<ul class="news_list">
${onPage(entries, PER_PAGE, page)
  .map(
    (entry) =>
      `<li><span>${entry.published}</span><a href="${entry.href ?? entryPath(site, entry)}" title='${escapeHtml(entry.title)}'>${escapeHtml(cut(entry.title, 22))}</a></li>`,
  )
  .join("\n")}
</ul><div class="page">${pager(column, entries, page)}</div>`,
  article: (site, entry) => (entryPath(site, entry) === nfcmsPath(entry) ? nfcmsArticle(entry) : gkmlptArticle(entry)),
  own(site, ask) {
    const roots = site.columns.filter((column) => column.key === "open" || column.parent === "organs");
    for (const root of roots) {
      const under = `${prefixOf(site, root)}/gkmlpt`;
      if (ask.path === `${under}/index`) return index(site, root);
      const id = ask.path.startsWith(`${under}/api/all/`) ? ask.path.slice(`${under}/api/all/`.length) : null;
      if (id !== null) return api(site, root, id, ask);
    }
    const twin = site.entries.find(
      (entry) => !entry.hidden && entry.href === null && gkmlptPath(site, entry) === ask.path,
    );
    if (twin === undefined || entryPath(site, twin) === ask.path) return null;
    const column = columnOf(site, twin.column);
    const path = (of: Column): string => columnPath(site, of);
    const main = breadcrumb(site, column, path) + gkmlptArticle(twin);
    return html(
      framed({ site, title: twin.title, metas: articleMetas(twin, column), columnPath: path, main }),
      twin.modified,
    );
  },
};

const html = (body: string, modified: Date): Answer => ({ type: "text/html; charset=utf-8", body, modified });

function pager(column: Column, entries: Entry[], page: number): string {
  const pages = Math.ceil(entries.length / PER_PAGE);
  const link = (n: number, words: string): string =>
    `<a href="/zwgk/${column.key}/index${n === 0 ? "" : `_${n + 1}`}.html">${words}</a>`;
  return [page > 0 ? link(page - 1, "上一页") : "", page + 1 < pages ? link(page + 1, "下一页") : ""].join("");
}

const headerTable = (
  entry: Entry,
): string => `<table class="classify"><tr><td>索引号:</td><td>${serial(entry)}</td><td>分类:</td><td></td></tr>
<tr><td>发布机构:</td><td>${escapeHtml(entry.publisher)}</td><td>成文日期:</td><td>${entry.published}</td></tr>
<tr><td>名称:</td><td colspan="3">${escapeHtml(entry.title)}</td></tr><tr><td>发布日期:</td><td>${entry.published}</td><td>主题词:</td><td></td></tr></table>`;

/** The article is a string in a script, with its slashes escaped. */
const gkmlptArticle = (entry: Entry): string => `<div id="app">${headerTable(entry)}</div>
<script>window._CONFIG = { LOGIN: false, DETAIL: ${JSON.stringify({
  id: serial(entry),
  title: entry.title,
  publisher: entry.publisher,
  content: entry.body,
  attachment: attachmentsOf(entry),
}).replaceAll("/", "\\/")} };</script>`;

const nfcmsArticle = (entry: Entry): string => `<div class="news_title"><h1>${escapeHtml(entry.title)}</h1>
<span>发布日期：${entry.published}　来源：${escapeHtml(entry.publisher)}</span></div><div class="news_cont_d_wrap">${entry.body}
${entry.attachments.map((a, i) => `<p><a class="nfw-cms-attachment" href="${attachmentPath(entry, i)}">${escapeHtml(a.name)}</a></p>`).join("")}</div>
<script>var NFCMS_POST_ID = '${serial(entry)}';</script>`;

const attachmentsOf = (entry: Entry): unknown[] =>
  entry.attachments.map(({ name, mediaType }, i) => ({
    id: i,
    name,
    type: extension(entry.attachments[i]),
    mime: mediaType,
    url: attachmentPath(entry, i),
  }));

/** The one page of a sub-site: its tree stands in a script, as a literal of JavaScript. */
function index(site: Site, root: Column): Answer {
  const node = (column: Column): string => {
    const jump = isNfcms(site, column) ? columnPath(site, column) : "";
    const children = column.key === "organs" ? [] : childrenOf(site, column);
    return `{id: ${column.code}, name: '${column.name}', jump_url: '${jump}', children: [${children.map(node).join(", ")}],}`;
  };
  const tree = [...childrenOf(site, root).map(node), ...twinColumn(site, root)];
  const script = `window._CONFIG = {
  SID: '${sidOf(site, root)}', // ${root.name}
  TREE: [${tree.join(",\n")}],
  SERVICE_AREA_ID: parseInt('1', 10),
};`;
  const main = `<div id="app"></div><script>${script}</script><script src="/gkmlpt/gkml/pc/js/chunk-common.js"></script>`;
  const path = (of: Column): string => columnPath(site, of);
  return html(framed({ site, title: "政府信息公开目录", metas: [], columnPath: path, main }), site.changed);
}

const TWINS = 990;

/** Where the reports are an NFCMS column, the platform lists them too. */
const twinColumn = (site: Site, root: Column): string[] =>
  root.key === "open" && site.columns.some((column) => column.key === "annual" && isNfcms(site, column))
    ? [`{id: ${TWINS}, name: '信息公开年度报告', jump_url: '', children: []}`]
    : [];

/** What a column and those under it hold, page by page; 0 is everything, page 0 is page 1, and past the end there is nothing. */
function api(site: Site, root: Column, id: string, ask: Ask): Answer | null {
  if (ask.query.get("sid") !== sidOf(site, root)) return { status: 404, type: "application/json", body: "{}" };
  const code = id === String(TWINS) ? site.columns.find(({ key }) => key === "annual")?.code : id;
  const columns = site.columns.filter(
    (column) =>
      rootOf(site, column) === root && (id === "0" || pathTo(site, column).some((step) => step.code === code)),
  );
  if (columns.length === 0) return null;
  const entries = columns.flatMap((column) => listed(site, column));
  const page = Math.max(1, Number(ask.query.get("page") ?? 1));
  const articles = onPage(entries, PER_PAGE, page - 1).map((entry) => ({
    id: serial(entry),
    title: escaped(entry.title),
    url: entry.href ?? `http://${ask.host}${gkmlptPath(site, entry)}`,
    post_url: entry.href ?? `http://${ask.host}${entryPath(site, entry)}`,
    created_at: `${entry.published} 16:25:04`,
    date: Date.parse(entry.published) / 1000,
    publisher: entry.publisher,
    abstract: "",
    attachment: attachmentsOf(entry),
    is_expired: 0,
  }));
  const classify = { id: Number(id), name: columns[0]?.name, post_count: entries.length };
  return { type: "application/json", body: JSON.stringify({ classify, articles }) };
}

/** As some of these servers write what is not ASCII. */
const escaped = (title: string): string =>
  title.replace(/[^\0-\x7f]/g, (c) => `%u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
