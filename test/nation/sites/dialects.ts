import { escapeHtml } from "../../carriers/html.ts";
import { extension, hex32, serial } from "../addresses.ts";
import { cut } from "../chrome.ts";
import { type Column, columnOf, type Entry, pathTo, type Site } from "../content.ts";
import { type Family, onPage } from "../portal.ts";

/**
 * How a home-grown CMS names its pages. In braces: {code} and {path} of the column, {page} counted from 1, and of an article
 * its day (yyyymmdd, yyyy, mm, dd, and m, d without the nought), its {serial}, or an opaque name of it ({hex32}, {uuid} …).
 */
type Dialect = {
  column: string;
  page: string;
  article: string;
  /** How a list leads to its further pages: the next one, all their numbers, or not at all. */
  pager: "next" | "numbers" | "none";
  /** Articles are linked from the page's own folder. */
  relative?: boolean;
  /** What a list shows of a title: the title attribute has all of it (as usual), nothing has, or it is broken over lines. */
  titles?: "attribute" | "cut" | "broken";
};

/** The shapes of single provinces, cities and counties, each under the name of its site. */
const DIALECTS = {
  shanghai: {
    column: "/nw{code}/index.html",
    page: "/nw{code}/index_{page}.html",
    article: "/nw{code}/{yyyymmdd}/{hex32}.html",
    pager: "none",
    titles: "broken",
  },
  hebei: {
    column: "/columns/{uuid-column}/index.html",
    page: "/columns/{uuid-column}/index_{page}.html",
    article: "/columns/{uuid-column}/{yyyymm}/{dd}/{uuid}.html",
    pager: "next",
  },
  sichuan: {
    column: "/10462/10778/{code}/list.shtml",
    page: "/10462/10778/{code}/list_{page}.shtml",
    article: "/10462/10778/{code}/{yyyy}/{m}/{d}/{hex32}.shtml",
    pager: "none",
  },
  gongkai: {
    column: "/gongkai/list/{code}.html",
    page: "/gongkai/list/{code}.html?page={page}",
    article: "/gongkai/show/{hex32}.html",
    pager: "numbers",
  },
  dazhou: {
    column: "/xxgk-list-{code}.html",
    page: "/xxgk-list-{code}-{page}.html",
    article: "/xxgk-show-{serial}.html",
    pager: "next",
    titles: "cut",
  },
  // The article is a folder.
  liaoning: {
    column: "/web/{path}/{code}/index.shtml",
    page: "/web/{path}/{code}/index_{page}.shtml",
    article: "/web/{path}/{code}/{yyyymmdd}{digits11}/index.shtml",
    pager: "none",
  },
  wuhai: {
    column: "/{path}/",
    page: "/{path}/index_{page}.html",
    article: "/{path}/{hex32}/index.html",
    pager: "next",
    relative: true,
  },
  liaocheng: {
    column: "/site_lcs/channel_{code}/index.html",
    page: "/site_lcs/channel_{code}/index_{page}.html",
    article: "/site_lcs/channel_{code}/doc_{hex24}.html",
    pager: "numbers",
  },
  xian: {
    column: "/xxgk/{path}/1.html",
    page: "/xxgk/{path}/{page}.html",
    article: "/xxgk/{path}/{yyyymmdd}{digits11}.html",
    pager: "none",
  },
  ankang: {
    column: "/List-{code}.html",
    page: "/List-{code}-{page}.html",
    article: "/Content-{serial}.html",
    pager: "numbers",
  },
  hengyang: {
    column: "/{path}/index.html",
    page: "/{path}/index_{page}.html",
    article: "/{path}/{yyyymmdd}/i{serial}.html",
    pager: "none",
    relative: true,
  },
  yueyang: {
    column: "/31185/{code}/index.htm",
    page: "/31185/{code}/index_{page}.htm",
    article: "/31185/{code}/content_{serial}.html",
    pager: "numbers",
    titles: "cut",
  },
  // No ending: it must not be taken for a folder.
  luzhou: {
    column: "/xxgk/{code}",
    page: "/xxgk/{code}/{page}",
    article: "/xxgk/{code}/content_{serial}",
    pager: "none",
  },
  henan: {
    column: "/{path}/",
    page: "/{path}/index_{page-1}.html",
    article: "/{yyyy}/{mm}-{dd}/{serial}.html",
    pager: "none",
  },
  aspnet: {
    column: "/InfoPublic.aspx?cid={code}&pid=971&page=1",
    page: "/InfoPublic.aspx?cid={code}&pid=971&page={page}",
    article: "/year_details.aspx?dept={code}&id={serial}",
    pager: "none",
  },
  empire: {
    column: "/e/action/ListInfo.php?classid={code}",
    page: "/e/action/ListInfo.php?classid={code}&page={page-1}",
    article: "/e/action/ShowInfo.php?classid={code}&id={serial}",
    pager: "next",
  },
  php: {
    column: "/index.php?c=category&id={code}",
    page: "/index.php?c=category&id={code}&page={page}",
    article: "/index.php?c=show&id={serial}",
    pager: "numbers",
  },
  jsp: {
    column: "/sites/wltqq/zwlist.jsp?cat_id={code}&cur_page=1",
    page: "/sites/wltqq/zwlist.jsp?cat_id={code}&cur_page={page}",
    article: "/sites/wltqq/zwinfo.jsp?id={serial}",
    pager: "next",
  },
  chengdu: {
    column: "/cdsrmzf/{code}/column-index-1.shtml",
    page: "/cdsrmzf/{code}/column-index-{page}.shtml",
    article: "/cdsrmzf/{code}/{yyyymm}/{hex32}.shtml",
    pager: "none",
  },
  jiangxi: {
    column: "/col/col{code}/index.html",
    page: "/col/col{code}/index.html?uid=380055&pageNum={page}",
    article: "/art/{yyyy}/{m}/{d}/art_{code}_{serial}.html",
    pager: "numbers",
  },
  daxing: {
    column: "/zwgk/{code}/index.html",
    page: "/zwgk/{code}/index_{page-1}.html",
    article: "/zwgk/{code}/{serial}/index.html",
    pager: "next",
    relative: true,
  },
  // A slash too many and capitals mean something to the server.
  slashes: {
    column: "/html//C{code}/{path}/",
    page: "/html//C{code}/{path}/List_{page}.html",
    article: "/html//C{code}/{path}/{yyyymm}/{serial}.html",
    pager: "next",
    relative: true,
  },
} satisfies Readonly<Record<string, Dialect>>;

const PER_PAGE = 9;

/** The sites that no family of CMS made. */
export const dialects: Readonly<Record<string, Family>> = Object.fromEntries(
  Object.entries(DIALECTS).map(([name, dialect]) => [name, familyOf(dialect)]),
);

/** One of them. */
export const dialect = (name: keyof typeof DIALECTS): Family => familyOf(DIALECTS[name]);

function familyOf({ column, page, article, pager, relative = false, titles = "attribute" }: Dialect): Family {
  const columnPath = (site: Site, of: Column): string => filled(column, ofColumn(site, of));
  const pagePath = (site: Site, of: Column, n: number): string =>
    n === 0 ? columnPath(site, of) : filled(page, { ...ofColumn(site, of), page: String(n + 1), "page-1": String(n) });
  const entryPath = (site: Site, entry: Entry): string =>
    filled(article, { ...ofColumn(site, columnOf(site, entry.column)), ...ofEntry(entry) });
  return {
    columnPath,
    entryPath,
    attachmentPath: (_site, entry, index) =>
      `/uploads/${serial(entry)}/${hex32(`${entry.id}/${index}`)}.${extension(entry.attachments[index])}`,
    perPage: PER_PAGE,
    pagePath,
    list: (site, of, entries, n) => {
      const folder = columnPath(site, of).replace(/[^/]*$/, "");
      const hrefOf = (entry: Entry): string =>
        entry.href ?? entryPath(site, entry).replace(relative ? folder : "\n", "./");
      const pages = Math.max(1, Math.ceil(entries.length / PER_PAGE));
      return `<ul class="list">
${onPage(entries, PER_PAGE, n)
  .map(
    (entry) =>
      `<li><a href="${escapeHtml(hrefOf(entry))}"${named(entry.title, titles)}</a><i>[${entry.published}]</i></li>`,
  )
  .join("\n")}
</ul><div class="pages">${links(pager, n, pages, (to) => escapeHtml(pagePath(site, of, to)))}</div>`;
    },
    article: (_site, entry) => `<h2>${escapeHtml(entry.title)}</h2>
<p class="info">信息来源：${escapeHtml(entry.publisher)}　发布时间：${entry.published}</p>
<div class="content">${entry.body}</div>`,
    // No meta tag of the standard, whatever it demands.
    encode: (html) => ({ type: "text/html; charset=utf-8", body: html.replace(/<meta name=.*\n/g, "") }),
  };
}

function named(title: string, titles: Dialect["titles"]): string {
  if (titles === "cut") return `>${escapeHtml(cut(title, 16))}`;
  if (titles === "broken") return `>${escapeHtml(title.slice(0, 9))}<br>\n      ${escapeHtml(title.slice(9))}`;
  return ` title="${escapeHtml(title)}">${escapeHtml(cut(title, 22))}`;
}

function links(pager: Dialect["pager"], page: number, pages: number, hrefOf: (page: number) => string): string {
  if (pager === "none") return "";
  const next = page + 1 < pages ? `<a href="${hrefOf(page + 1)}">下一页</a>` : "<span>下一页</span>";
  if (pager === "next") return next;
  const numbers = Array.from({ length: pages }, (_, n) =>
    n === page ? `<b>${n + 1}</b>` : `<a href="${hrefOf(n)}">${n + 1}</a>`,
  );
  return numbers.join("") + next;
}

const ofColumn = (site: Site, column: Column): Record<string, string> => ({
  code: `1${column.code}`,
  path: pathTo(site, column)
    .map((step) => step.key)
    .join("/"),
  "uuid-column": uuid(`${site.id}/${column.key}`),
});

function ofEntry(entry: Entry): Record<string, string> {
  const [yyyy = "", mm = "", dd = ""] = entry.published.split("-");
  const hex = hex32(entry.id);
  const digits11 = String(serial(entry) * 977).padStart(11, "7");
  return {
    ...{ yyyy, mm, dd, m: String(Number(mm)), d: String(Number(dd)), yyyymm: yyyy + mm, yyyymmdd: yyyy + mm + dd },
    ...{ serial: String(serial(entry)), hex32: hex, hex24: hex.slice(0, 24), uuid: uuid(entry.id), digits11 },
  };
}

const uuid = (name: string): string => hex32(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

function filled(shape: string, values: Record<string, string>): string {
  return shape.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`nothing is called ${name}`);
    return value;
  });
}
