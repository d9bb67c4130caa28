import { gzipSync } from "node:zlib";
import { escapeHtml } from "../../carriers/html.ts";
import { type Column, columnOf, type Entry, listed, newEntry, type Site } from "../content.ts";
import type { Family } from "../portal.ts";
import type { Answer } from "../server.ts";
import { dialect } from "./dialects.ts";
import { trs } from "./trs.ts";

const html = (body: string): Answer => ({ type: "text/html; charset=utf-8", body });

/** A column's folder shows a shell; its list is a file below, which only the shell names. */
function behindShells(family: Family, shell: (file: string, column: Column) => string): Family {
  const folder = (site: Site, column: Column): string => family.columnPath(site, column).replace(/[^/]*$/, "");
  return {
    ...family,
    columnPath: folder,
    pagePath: (site, column, page) =>
      page === 0 ? family.columnPath(site, column) : family.pagePath(site, column, page),
    own(site, ask) {
      const column = site.columns.find((candidate) => folder(site, candidate) === ask.path);
      if (column === undefined) return family.own?.(site, ask) ?? null;
      return html(shell(family.columnPath(site, column).slice(ask.path.length), column));
    },
  };
}

/** A page of some 160 bytes that sends its visitors on, by meta tag or by script. */
const redirectShell = (file: string, { code }: Column): string =>
  Number(code) % 2 === 0
    ? `<html><head><meta http-equiv="Refresh" content="0; URL=./${file}"></head><body></body></html>`
    : `<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><script type="text/javascript">window.location.replace("./${file}")</script></head></html>`;

/** Frames around the one that holds the list. */
const IDLE_FRAMES = [
  "/visitcount?siteId=1",
  "/login/status.html",
  "/system/tree.jsp?id=0",
  "/share/bar.html",
  "/footer.html",
];
const frameShell = (file: string, { name }: Column): string =>
  `<html><head><title>${escapeHtml(name)}</title></head><body>${[...IDLE_FRAMES, file].map((src) => `<iframe src="${src}" frameborder="0"></iframe>`).join("\n")}</body></html>`;

/** Every list names a report, and a year's column, that are there no more; what the site shows instead is its own affair. */
function withDeadRow(family: Family): Family {
  const isAnnual = ({ name }: Column): boolean => /年报/.test(name);
  const dead = (column: Column): Entry => ({
    ...newEntry({
      ...{ id: "dead", kind: "lookalike", column: column.key, title: "临江县审计局2021年政府信息公开工作年度报告" },
      ...{ published: "2022-01-20", publisher: "临江县审计局", body: "", attachments: [] },
    }),
    href: "/old/2021/1.html",
  });
  return {
    ...family,
    list: (site, column, entries, page) =>
      isAnnual(column) && page === 0
        ? `${family.list(site, column, [dead(column), ...entries], page)}<p><a href="/old/2016/">2016年</a></p>`
        : family.list(site, column, entries, page),
  };
}

/** A column that shows its newest report; those of other years are asked for by the year. */
function newestFirst(family: Family): Family {
  const reports = (site: Site, column: Column): Entry[] => listed(site, column).filter(({ kind }) => kind === "report");
  return {
    ...family,
    entryPath(site, entry) {
      const column = columnOf(site, entry.column);
      const path = family.columnPath(site, column);
      return reports(site, column)[0] === entry
        ? path
        : `${path}?nav=3&timeFrame=${Number(entry.published.slice(0, 4)) - 1}`;
    },
    list(site, column, entries, page) {
      const [newest, ...others] = reports(site, column);
      if (newest === undefined) return family.list(site, column, entries, page);
      const years = others.map(({ published }) => Number(published.slice(0, 4)) - 1);
      return `<div class="years"><b>${Number(newest.published.slice(0, 4)) - 1}年</b>${years
        .map((year) => `<a href="?nav=3&amp;timeFrame=${year}">${year}年</a>`)
        .join("")}</div>${family.article(site, newest)}`;
    },
  };
}

/** Every page has a copy for other readers, and every link carries the visitor's session. */
function mirrored(family: Family): Family {
  const session = ";jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9";
  const copies = (host: string, path: string): string =>
    `<p><a href="/gate/big5/${host}${path}">繁體版 2023年政府信息公開年報</a> <a href="${path.replace(/(\.s?html?)$/, "_wap$1")}">手机版</a> <a href="/print.jsp?url=${path}">打印</a> <a href="/share.jsp?to=weibo">分享</a> <a href="/calendar.jsp?day=20240101">2024年</a> <a href="${path}?isMobile=false&amp;ddtab=true">切换旧版</a></p>`;
  return {
    ...family,
    list: (site, column, entries, page) =>
      family.list(site, column, entries, page).replace(/(href="[^"?]+\.html)"/g, `$1${session}"`) +
      copies("www.linjiang.gov.cn", family.columnPath(site, column)),
    article: (site, entry) =>
      family.article(site, entry) + copies("www.linjiang.gov.cn", family.entryPath(site, entry)),
    forbidden: (path) => /^\/gate\/|_wap\.|print\.jsp|share\.jsp|calendar\.jsp|jsessionid|isMobile/.test(path),
  };
}

/** Links to other sites go by way of a redirect of this one. */
function byWayOfRedirects(family: Family): Family {
  const through = (entry: Entry): Entry =>
    entry.href === null ? entry : { ...entry, href: `/link.jsp?id=${entry.id}` };
  return {
    ...family,
    list: (site, column, entries, page) => family.list(site, column, entries.map(through), page),
    own(site, ask) {
      const target = ask.path === "/link.jsp" ? site.entries.find(({ id }) => id === ask.query.get("id"))?.href : null;
      return target ? { ...html(""), status: 302, headers: { location: target } } : (family.own?.(site, ask) ?? null);
    },
  };
}

/** A visitor without the cookie is sent to where he is, with the cookie. */
function behindCookie(family: Family): Family {
  return {
    ...family,
    own(site, ask) {
      if (ask.cookie?.includes("CT6T=1")) return family.own?.(site, ask) ?? null;
      const query = ask.query.size > 0 ? `?${ask.query}` : "";
      return {
        ...html(""),
        status: 302,
        headers: { location: ask.path + query, "set-cookie": "CT6T=1; Path=/; HttpOnly" },
      };
    },
  };
}

/** Sites that lead a crawler astray, each under the name of its trap. */
export const traps: Readonly<Record<string, Family>> = {
  "redirect-shells": behindShells(dialect("daxing"), redirectShell),
  "frame-shells": {
    ...behindShells(dialect("sichuan"), frameShell),
    forbidden: (path) => IDLE_FRAMES.some((frame) => path.startsWith(frame.replace(/\?.*/, ""))),
  },
  "newest-first": newestFirst(dialect("wuhai")),
  "home-for-all": { ...withDeadRow(dialect("shanghai")), absent: (home) => home },
  "home-by-redirect": {
    ...withDeadRow(trs),
    absent: () => ({ ...html(""), status: 301, headers: { location: "/" } }),
  },
  "soft-404": {
    ...withDeadRow(dialect("hengyang")),
    absent: () =>
      html(
        "<html><head><title>提示信息</title></head><body><p>对不起，您要找的信息找不到了</p><a href='/'>返回首页</a></body></html>",
      ),
  },
  mirrors: mirrored(trs),
  redirects: byWayOfRedirects(trs),
  cookie: behindCookie(trs),
  gzip: {
    ...trs,
    encode: (page) => ({
      ...{ type: "text/html; charset=utf-8", headers: { "content-encoding": "gzip" } },
      body: gzipSync(page),
    }),
  },
};
