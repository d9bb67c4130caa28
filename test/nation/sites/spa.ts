import { readFileSync } from "node:fs";
import { escapeHtml } from "../../carriers/html.ts";
import { extension, serial } from "../addresses.ts";
import { type Column, childrenOf, columnOf, type Entry, listed, pathTo, type Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer, Ask } from "../server.ts";

const app = readFileSync(`${import.meta.dirname}/spa-app.js`, "utf8");

const columnPath = (_site: Site, column: Column): string => `/channel/${column.code}`;

const entryPath = (site: Site, entry: Entry): string =>
  `/art/info/${columnOf(site, entry.column).code}/${serial(entry)}`;

const attachmentPath = (entry: Entry, index: number): string =>
  `/files/${serial(entry)}-${index}.${extension(entry.attachments[index])}`;

/** A single-page application: every address gives the same shell, and a script fills it from JSON. */
export const spa: Family = {
  columnPath,
  entryPath,
  articlePath: (_site, entry) => `/html/info/detail#id=${serial(entry)}`,
  attachmentPath: (_site, entry, index) => attachmentPath(entry, index),
  perPage: Number.POSITIVE_INFINITY,
  pagePath: columnPath,
  list: () => "",
  article: () => "",
  own(site, ask) {
    switch (ask.path) {
      case "/static/js/app.js":
        return { type: "application/javascript; charset=utf-8", body: app };
      case "/html/column/list":
        return columnList(site, ask);
      case "/html/info/detail":
        return detail(site, ask);
    }
    return isPage(site, ask.path) ? shell(site) : null;
  },
};

const isPage = (site: Site, path: string): boolean =>
  path === "/" ||
  site.columns.some((column) => columnPath(site, column) === path) ||
  site.entries.some((entry) => !entry.hidden && entryPath(site, entry) === path);

const shell = (site: Site): Answer => ({
  type: "text/html; charset=utf-8",
  body: `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(site.name)}</title></head>
<body><noscript><strong>We're sorry but this site doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></noscript>
<div id="app"></div><script src="/static/js/app.js"></script></body></html>
`,
});

const json = (data: unknown): Answer => ({
  type: "application/json; charset=utf-8",
  body: JSON.stringify({ code: 200, data }),
});

/** A column with what stands under it and what it lists; without a column, the top ones. */
function columnList(site: Site, ask: Ask): Answer {
  const column = site.columns.find((candidate) => candidate.code === ask.query.get("col")) ?? null;
  return json({
    site: site.name,
    footer: `主办：${site.organ}办公室　网站标识码：${site.siteCode}　示例：本站为演示而设，不是政府网站`,
    position:
      column === null ? [] : pathTo(site, column).map((step) => ({ name: step.name, url: columnPath(site, step) })),
    columns: childrenOf(site, column).map((child) => ({ name: child.name, url: columnPath(site, child) })),
    articles: (column === null ? [] : listed(site, column)).map((entry) => ({
      title: entry.title,
      url: entry.href ?? entryPath(site, entry),
      date: entry.published,
    })),
  });
}

function detail(site: Site, ask: Ask): Answer | null {
  const id = new URLSearchParams(ask.body).get("id");
  const entry = site.entries.find((candidate) => !candidate.hidden && String(serial(candidate)) === id);
  if (entry === undefined) return null;
  return json({
    title: entry.title,
    dept: entry.publisher,
    date: entry.published,
    body: entry.body,
    files: entry.attachments.map((a, i) => ({ name: a.name, url: attachmentPath(entry, i) })),
  });
}
