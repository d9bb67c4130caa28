import { EnvironmentError } from "../../data/records/index.ts";
import { type Page, readPage, readRendered, redirectOf } from "../discover/index.ts";
import {
  FetchBlocked,
  FetchError,
  FetchLedAway,
  FetchRefused,
  type FetchSession,
  RobotsDisallowed,
} from "../fetch/index.ts";
import { platformOf } from "../platforms/index.ts";
import { type Self, selfOf } from "./self.ts";
import { listPagesOf, type SiteLink, siteLinksOf } from "./site-links.ts";

/** A site's home page as far as a registry wants to know it. */
export type Home = { url: string; self: Self; links: SiteLink[]; listPages: string[] };

/** Why there is no page. `isSite`: somebody is there, who does not let us read. */
export type NoHome = { unread: string; isSite: boolean };

/** Home pages that only send their visitors on. */
const MOST_SHELLS = 2;

/** Reads the home page of a site, or a page of a portal that lists sites. Refusals are answers; anything else is thrown. */
export async function readHome(session: FetchSession, url: string): Promise<Home | NoHome> {
  try {
    let page = await shown(session, url);
    for (let n = 0; n < MOST_SHELLS; n++) {
      const target = redirectOf(page);
      if (!target) break;
      page = await shown(session, target);
    }
    return { url: page.url, self: selfOf(page), links: siteLinksOf(page), listPages: listPagesOf(page) };
  } catch (error) {
    const reason = whyUnread(error);
    if (!reason) throw error;
    return reason;
  }
}

async function shown(session: FetchSession, url: string): Promise<Page> {
  const page = readPage(await session.fetch({ url }));
  if (!platformOf(page).needsBrowser?.(page)) return page;
  try {
    const rendered = await session.render(url);
    return readRendered(rendered.page, rendered.html, rendered.loaded);
  } catch (error) {
    if (error instanceof FetchLedAway) return { ...page, leadsTo: error.target };
    throw error;
  }
}

function whyUnread(error: unknown): NoHome | null {
  if (error instanceof EnvironmentError)
    return { unread: `only a browser can show its home page: ${error.message}`, isSite: true };
  if (!(error instanceof FetchError)) return null;
  const said = error.message.replace(`${error.url}: `, "");
  if (error instanceof RobotsDisallowed)
    return { unread: "its robots.txt forbids reading its home page", isSite: true };
  if (error instanceof FetchBlocked) return { unread: said, isSite: true };
  if (error instanceof FetchRefused)
    return {
      unread:
        error.code === "outside_allow_list"
          ? `${new URL(error.url).host} is outside gov.cn and not followed (--allow follows it)`
          : said,
      isSite: false,
    };
  return { unread: said, isSite: false };
}
