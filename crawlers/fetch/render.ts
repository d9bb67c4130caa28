import type { BrowserContext } from "playwright-core";
import { GongkaiError } from "../../data/records/index.ts";
import { FetchFailed } from "./errors.ts";
import { Traffic } from "./traffic.ts";
import type { Fetched, FetchRequest, Loaded } from "./types.ts";

const LONGEST_MS = 5 * 60 * 1000;

/**
 * Lets a browser run a fetched page, and gives the DOM it comes to. All that the page asks for is fetched by `fetch`. Where
 * its script goes on to another address, that is said and not shown.
 */
export async function renderPage(
  context: BrowserContext,
  page: Fetched,
  fetch: (request: FetchRequest) => Promise<Fetched>,
): Promise<{ html: string; loaded: Loaded[] }> {
  if (page.mediaType !== null && !/html|xml/.test(page.mediaType))
    throw new FetchFailed(page.url, "no_page", `is ${page.mediaType}, nothing for a browser to show`, page.status);
  let traffic: Traffic | null = null;
  try {
    const tab = context.pages()[0] ?? (await context.newPage());
    const answers = new Traffic(tab, page.url, fetch);
    traffic = answers;
    await context.route("**/*", (route) => answers.answer(route));
    await tab.goto(page.url, { waitUntil: "domcontentloaded", timeout: LONGEST_MS });
    await traffic.quiet(LONGEST_MS);
    const html = await tab.content();
    const isPage = /^https?:/.test(tab.url());
    traffic.stop();
    await tab.goto("about:blank");
    for (const beside of context.pages()) if (beside !== tab) await beside.close();
    await context.unrouteAll({ behavior: "ignoreErrors" });
    if (traffic.lost) throw traffic.lost;
    if (!isPage) throw new FetchFailed(page.url, "render_failed", "the browser comes to show no page", page.status);
    return { html, loaded: traffic.data() };
  } catch (error) {
    traffic?.stop();
    if (traffic?.lost) throw traffic.lost;
    if (error instanceof GongkaiError || !(error instanceof Error)) throw error;
    const code = error.name === "TimeoutError" ? "timeout" : "render_failed";
    const why = error.message.split("\n")[0];
    throw new FetchFailed(page.url, code, `the browser gives up: ${why}`, page.status, { cause: error });
  }
}
