import type { Entry } from "../content.ts";
import type { Family } from "../portal.ts";
import { dialect } from "./dialects.ts";
import { trs, trsVariants } from "./trs.ts";

/** What a page prints of its list's size: `entries` in pages of so many, of which it is page `page`, counted from 0. */
type Print = (of: { entries: number; pages: number; page: number }) => string;

/** Pages that a pager names, of which there are more: a template was set so, or its script was never told of new pages. */
const NAMED = 2;

/** The list's pager ends too early; beside it stands how much the list has. */
function cutShort(family: Family, pager: (html: string, page: number) => string, print: Print): Family {
  return {
    ...family,
    list(site, column, entries, page) {
      const pages = Math.max(1, Math.ceil(entries.length / family.perPage));
      const size = print({ entries: entries.length, pages, page });
      return `${pager(family.list(site, column, entries, page), page)}${size}`;
    },
  };
}

/** The call that draws the pager, with fewer pages. */
const fewer = (html: string): string =>
  html.replace(/(createPage(?:HTML)?\('page_div',|createPage(?:HTML)?\()\d+/, `$1${NAMED}`);
/** The call says that this page is all, and how many entries there are. */
const onlyOne = (html: string): string => html.replace(/(createPageHTML\('page_div',)\d+/, "$11");
/** Links to pages after the second are gone. */
const linked = (html: string, page: number): string => {
  const numbers = html.replace(/<a href="[^"]*">(\d+)<\/a>/g, (link, number) => (Number(number) > NAMED ? "" : link));
  return page + 1 < NAMED ? numbers : numbers.replace(/<a href="[^"]*">下一页<\/a>/, "<span>下一页</span>");
};

const entriesAndPages: Print = ({ entries, pages, page }) =>
  `<div class="pagetip">共<b>${entries}</b>条记录　第${page + 1}/${pages}页</div>`;
const nothing: Print = () => "";

/** Pages of lists that are there no more, though the list still says how much it has. */
function gone(family: Family): Family {
  return {
    ...family,
    own: (site, ask) =>
      /\/annual\/index_[2-9]\.html$/.test(ask.path)
        ? { status: 404, type: "text/html", body: "404" }
        : (family.own?.(site, ask) ?? null),
  };
}

/** Numbers around a list that are of something else: a survey, visitors, a search, another list and its pager. */
function amongOtherNumbers(family: Family): Family {
  const news = (entries: readonly Entry[]): string =>
    entries
      .map(({ title }, i) => `<li><a href="/hot/${i}.html">${title.slice(0, 4)}要闻</a><span>2023-12-01</span></li>`)
      .join("");
  return {
    ...family,
    list: (site, column, entries, page) =>
      `<div class="survey">共12条意见，查看更多</div><p>本次征集共收到意见建议1200条。</p>
<form class="find"><input name="key"><span>共1500条信息</span></form>
<div class="hot"><h3>热点</h3><ul>${news(entries.slice(0, 4))}</ul><div>共800条 1/200页</div></div>
${family.list(site, column, entries, page)}
<p>全站共3000条信息</p><div class="visits">总数：98765</div>
<div class="also"><ul>${news(entries.slice(0, 3))}</ul><div>共600条</div></div>`,
  };
}

const second = (): Family => variant("trs-second");

function variant(name: string): Family {
  const family = trsVariants[name];
  if (family === undefined) throw new RangeError(`TRS has no variant ${name}`);
  return family;
}

/** Sites whose lists say that they have more than their pagers lead to, and one that does not though it may look so. */
export const cutShortSites: Readonly<Record<string, Family>> = {
  "cut-trs": cutShort(variant("trs-create-page"), fewer, entriesAndPages),
  "cut-trs-pages": cutShort(variant("trs-create-page"), fewer, ({ pages }) => `<span>总页数：${pages}</span>`),
  "cut-trs-records": cutShort(second(), fewer, nothing),
  "cut-trs-one": cutShort(second(), onlyOne, nothing),
  "cut-numbers": cutShort(dialect("liaocheng"), linked, entriesAndPages),
  "cut-and-gone": gone(cutShort(variant("trs-create-page"), fewer, entriesAndPages)),
  "other-numbers": amongOtherNumbers(trs),
};
