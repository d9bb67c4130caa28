import type { Extraction } from "../../data/records/index.ts";
import { blanksCollapsed } from "../inline.ts";
import { attribute, type Element, textOf } from "./dom.ts";
import { isHeading, type Shown } from "./hidden.ts";

/** Whether an element may say something of the page or the article on it, wherever on the page it stands. */
export const isLandmark = (element: Element): boolean =>
  element.tagName === "meta" || element.tagName === "title" || isHeading(element) || isCrumbs(element);

const isCrumbs = ({ attrs }: Element): boolean =>
  attrs.some(({ name, value }) => (name === "class" || name === "id") && CRUMBS.test(value));

/** What a page says of the article on it: the meta elements of 国办发〔2017〕47号 first, then what stands in its header. */
export function pageMeta(root: Element, landmarks: Element[], container: Element, shown: Shown): Extraction["meta"] {
  const named = new Map<string, string>();
  const headings: Element[] = [];
  let title: string | null = null;
  let crumbs: string | null = null;
  for (const element of landmarks) {
    if (element.tagName === "meta") {
      const content = blanksCollapsed(attribute(element, "content"));
      if (content !== "") named.set(attribute(element, "name").trim().toLowerCase(), content);
    } else if (element.tagName === "title") title ??= blanksCollapsed(textOf(element)) || null;
    else if (isHeading(element) && shown(element)) headings.push(element);
    else if (crumbs === null && isCrumbs(element)) crumbs = lastCrumb(textOf(element));
  }
  const header = headerText(root, container, shown);
  return {
    title: named.get("articletitle") ?? pageTitle(headings, titleWithoutSite(title, named.get("sitename")), header),
    published:
      isoDate(named.get("pubdate")) ??
      isoDate(/(?:发布|发文|公开)(?:日期|时间)[:：\s]*([\d年月日./ -]+)/.exec(header)?.[1]),
    publisher:
      named.get("contentsource") ?? /(?:来源|发布机构|信息来源)[:：]\s*([^\s|:：【[]{2,40})/.exec(header)?.[1] ?? null,
    siteName: named.get("sitename") ?? null,
    columnName: named.get("columnname") ?? crumbs,
  };
}

/** YYYY-MM-DD from a date as Chinese sites write it, with or without a time; null where it is no date. */
export function isoDate(text: string | undefined): string | null {
  const [, year, month, day] = /(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)/.exec(text ?? "") ?? [];
  if (!year || !month || !day) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

const CRUMBS = /crumb|position|location|weizhi|dqwz|(^|[\s_-])wz([\s_-]|$)/i;

/** The last step of 首页 > 政府信息公开 > 年报 that names a column. */
function lastCrumb(text: string): string | null {
  if (!text.includes("首页")) return null;
  const steps = blanksCollapsed(text)
    .split(/[>＞»›→/]/)
    .map((s) => s.trim());
  return steps.findLast((s) => s !== "" && !/^(正文|内容|详情|信息详情)$/.test(s) && !s.includes("首页")) ?? null;
}

/** The first that names a report with its year, else a report, else the main heading: on many pages that is the site's name. */
function pageTitle(headings: Element[], title: string | null, header: string): string | null {
  const words = (of: Element[]): string[] => of.map((h) => blanksCollapsed(textOf(h))).filter((text) => text !== "");
  const main = words(headings.filter((h) => h.tagName === "h1"));
  const others = words(headings.filter((h) => h.tagName !== "h1"));
  const named = [...main, ...(title ? [title] : []), ...others].filter((text) => /报告|年报/.test(text));
  const dated = [...named, ...besideArticle(header)].find((text) => /20\d{2}/.test(text));
  return dated ?? named[0] ?? main[0] ?? title;
}

/** A report's title in the visible text before the article, the nearest to it first. */
function besideArticle(header: string): string[] {
  return [...header.matchAll(/(?<=^|[\s>》」])[^\s>》」]{4,60}(?:报告|年报)(?=\s|$)/g)]
    .map(([found]) => found)
    .reverse();
}

/** `…年度报告_某市人民政府` and `…年度报告 - 某局` name the site after the article. */
function titleWithoutSite(title: string | null, site: string | undefined): string | null {
  if (title === null) return null;
  const [article = "", ...rest] = title.split(/\s*[_|｜]\s*|\s+[-–—]\s+/);
  return rest.length > 0 && article.length >= 6 && article !== site ? article : title;
}

/** The visible text before the article, where the page prints its date and source. */
function headerText(root: Element, container: Element, shown: Shown): string {
  let text = "";
  const walk = (element: Element): boolean => {
    if (element === container) return false;
    for (const child of element.childNodes) {
      if ("value" in child) text += child.value;
      else if ("tagName" in child && shown(child) && !walk(child)) return false;
      if (text.length > 20_000) return false;
    }
    text += " ";
    return true;
  };
  walk(root);
  return text.slice(-2_000);
}
