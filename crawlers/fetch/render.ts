import type { BrowserContext } from "playwright-core";
import { FetchFailed } from "./errors.ts";
import { Traffic } from "./traffic.ts";
import type { Fetched, FetchRequest } from "./types.ts";

const LONGEST_MS = 5 * 60 * 1000;

/** Lets a browser run a fetched page, and gives the DOM it comes to. All that the page asks for is fetched by `fetch`. */
export async function renderPage(
  context: BrowserContext,
  page: Fetched,
  fetch: (request: FetchRequest) => Promise<Fetched>,
): Promise<{ html: string; loaded: Fetched[] }> {
  if (page.mediaType !== null && !/html|xml/.test(page.mediaType))
    throw new FetchFailed(page.url, "no_page", `is ${page.mediaType}, nothing for a browser to show`, page.status);
  const traffic = new Traffic(fetch);
  const tab = context.pages()[0] ?? (await context.newPage());
  await context.route("**/*", (route) => traffic.answer(route));
  try {
    await tab.goto(page.url, { waitUntil: "domcontentloaded", timeout: LONGEST_MS });
    await traffic.quiet(LONGEST_MS);
    return { html: await tab.content(), loaded: traffic.data() };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw new FetchFailed(page.url, "timeout", "the browser has not finished it in time", page.status, {
        cause: error,
      });
    throw error;
  } finally {
    traffic.stop();
    await tab.goto("about:blank");
    await context.unrouteAll({ behavior: "ignoreErrors" });
  }
}
