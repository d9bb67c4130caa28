import { type Division, divisionOf } from "../../data/divisions/index.ts";
import { meta, type Page } from "../discover/index.ts";

/** What a home page says of itself (国办发〔2017〕47号: SiteName, SiteIDCode, SiteDomain; the footer's 主办, 网站标识码). */
export type Self = {
  siteName: string | null;
  /** Everything it calls itself: SiteName, the parts of its title, who keeps it. */
  names: string[];
  /** 网站标识码: its first six digits are the place. */
  siteCode: string | null;
  siteDomain: string | null;
};

const SITE_CODE = /标识码\s*[:：]?\s*(\d{10})/;
const HOST_ORGAN = /主\s*办(?:单位)?\s*[:：]\s*([\p{Script=Han}（）()]{4,40})/u;

export function selfOf({ dom }: Page): Self {
  const text = dom.text;
  const [title] = dom.tagged("title");
  const shown = title?.children.map((child) => (child.type === "text" ? child.data : "")).join("") ?? "";
  const siteName = meta(dom, "SiteName");
  const names = [siteName, ...shown.split(/[-_|—–－·•>»\s]+/), HOST_ORGAN.exec(text)?.[1] ?? ""];
  const code = /^\d{10}$/.exec(meta(dom, "SiteIDCode"))?.[0] ?? SITE_CODE.exec(text)?.[1];
  return {
    siteName: siteName || null,
    names: [...new Set(names.map((name) => name.trim()))].filter((name) => name.length > 1),
    siteCode: code ?? null,
    siteDomain: meta(dom, "SiteDomain") || null,
  };
}

/** The place that a site code says; null for the centre's (bm…) and for codes of no place. */
export const placeOfCode = (siteCode: string | null): Division | null =>
  siteCode === null ? null : divisionOf(siteCode.slice(0, 6));
