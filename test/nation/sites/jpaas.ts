import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32 } from "../addresses.ts";
import { type Column, columnOf, type Entry, listed, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";
import { hanwebArticle, hanwebEntryPath } from "./hanweb.ts";

const ENDPOINT = "/api-gateway/jpaas-publish-server/front/page/build/unit";
const LIST = "当前栏目列表a";

/** How an installation names things: 浙江's columns by number and its articles by day, or by name as newer ones. */
type Addresses = {
  column(site: Site, column: Column): string;
  entry(site: Site, entry: Entry): string;
};

const byNumber = (_site: Site, column: Column): string => `/col/col${column.code}/index.html`;
const byName = (site: Site, column: Column): string =>
  `/${pathTo(site, column)
    .map(({ key }) => key)
    .join("/")}/index.html`;
const inFolder =
  (columnPath: Addresses["column"]): Addresses["entry"] =>
  (site, entry) =>
    columnPath(site, columnOf(site, entry.column)).replace(
      "index.html",
      `art/${entry.published.slice(0, 4)}/art_${hex32(entry.id)}.html`,
    );

const attachmentPath = (entry: Entry, index: number): string =>
  `/attachment/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`;

const unit = (column: Column, tagId: string): string =>
  `<script src="/AuthorizedRead/unitbuild.js" url="${ENDPOINT}" queryData="{'parseType':'bulidstatic','webId':'149','tplSetId':'nm8xYjWjvWwYQwXwFtRc','pageType':'column','tagId':'${tagId}','editType':'null','pageId':'${column.code}'}"></script>`;

/** Hanweb jpaas: a column's page holds no list; its script asks for it, and for the place of the page in the site. */
function jpaasOf(addresses: Addresses): Family {
  const buildUnit = (site: Site, ask: Ask): Answer => {
    const column = site.columns.find(({ code }) => code === ask.query.get("pageId"));
    const entries = column && ask.query.get("tagId") === LIST ? listed(site, column) : [];
    // What stands beside paramJson is not read: the first page comes back.
    const param: unknown = JSON.parse(ask.query.get("paramJson") ?? "{}");
    const said = (name: string): number =>
      typeof param === "object" && param !== null
        ? Number(Object.entries(param).find(([key]) => key === name)?.[1])
        : 0;
    const pageNo = Math.max(1, said("pageNo") || 1);
    const rows = Math.min(said("pageSize") || 6, 6);
    const items = onPage(entries, rows, pageNo - 1).map(
      (entry) =>
        `<li><a target="_blank" title="${escapeHtml(entry.title)}" href="${entry.href ?? addresses.entry(site, entry)}">${escapeHtml(entry.title)}</a><b>${entry.published}</b></li>`,
    );
    const html = `<ul class="page-content">${items.join("")}</ul><div class="pagination" rows="${rows}" count="${entries.length}" pageNo="${pageNo}"></div>`;
    return {
      type: "application/json;charset=UTF-8",
      body: JSON.stringify({ success: true, code: "200", data: { html } }),
    };
  };
  return {
    columnPath: addresses.column,
    entryPath: addresses.entry,
    attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
    perPage: Number.POSITIVE_INFINITY,
    pagePath: addresses.column,
    list: (_site, column) =>
      `<div id="position">${unit(column, "当前位置")}</div><div class="list" id="${LIST}">${unit(column, LIST)}</div>`,
    article: hanwebArticle,
    own: (site, ask) => (ask.path === ENDPOINT ? buildUnit(site, ask) : null),
  };
}

export const jpaas = jpaasOf({ column: byNumber, entry: inFolder(byNumber) });
/** 浙江厅局: articles have the addresses of the CMS before. */
export const jpaasDated = jpaasOf({ column: byNumber, entry: hanwebEntryPath });
/** 临夏, 靖江: columns by name. */
export const jpaasNamed = jpaasOf({ column: byName, entry: inFolder(byName) });
