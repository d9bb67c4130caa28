import type { Link, Page } from "../discover/index.ts";
import { epoint } from "./epoint.ts";
import { generic } from "./generic.ts";
import { gkmlpt } from "./gkmlpt.ts";
import { hanweb } from "./hanweb.ts";
import { hanwebXxgk } from "./hanweb-xxgk.ts";
import { jpaas } from "./jpaas.ts";
import { lonsun } from "./lonsun.ts";
import { openness } from "./openness.ts";
import type { Platform, Series } from "./platform.ts";
import { postJson } from "./post-json.ts";
import { spa } from "./spa.ts";
import { trs } from "./trs.ts";
import { truecms } from "./truecms.ts";
import { ucap } from "./ucap.ts";
import { vsb } from "./vsb.ts";

export { withArticle } from "./article.ts";
export { onward } from "./onward.ts";
export type { PageRequest, Platform, Series } from "./platform.ts";

/** The families in the order in which they are tried: the surest fingerprint first, `generic` last. */
export const platforms: readonly Platform[] = [
  gkmlpt,
  truecms,
  jpaas,
  hanweb,
  hanwebXxgk,
  epoint,
  postJson,
  ucap,
  lonsun,
  openness,
  vsb,
  trs,
  spa,
  generic,
];

export const platformNames: readonly string[] = platforms.map((platform) => platform.name);

/** The family that made a page. */
export function platformOf(page: Page): Platform {
  return platforms.find((platform) => platform.recognise(page)) ?? generic;
}

/** Everything a page lists: its own links, and those its family keeps elsewhere. */
export function entriesOf(page: Page, platform: Platform): Link[] {
  return [...page.links, ...recordsOf(page, platform)];
}

/** What a page lists in its family's own way: what the total of a listing counts. */
export function recordsOf(page: Page, platform: Platform): Link[] {
  return platform.entries?.(page) ?? [];
}

/** Ways to the further pages of the listing on a page; generic ones where its family has none. */
export function pagesOf(page: Page, platform: Platform): Series[] {
  return platform.pages?.(page) ?? generic.pages?.(page) ?? [];
}
