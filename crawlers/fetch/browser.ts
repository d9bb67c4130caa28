import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import PQueue from "p-queue";
import type { Browser, BrowserContext } from "playwright-core";
import { EnvironmentError } from "../../data/records/index.ts";

/** Where Chrome and Chromium are usually installed; names without a folder are looked for on the PATH. */
const USUAL_PLACES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "/usr/bin/chromium",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser that `render` would use: GONGKAI_CHROMIUM, an installed Chrome or Chromium, Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  const chosen = process.env.GONGKAI_CHROMIUM;
  if (chosen) return runs(chosen) ? chosen : null;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = USUAL_PLACES.flatMap((place) =>
    /[\\/]/.test(place) ? [place] : folders.map((folder) => join(folder, place)),
  );
  return candidates.find(runs) ?? playwrightsOwn();
}

function playwrightsOwn(): string | null {
  // Loading Playwright takes a quarter of a second: only where nothing else is found.
  const { chromium }: typeof import("playwright-core") = createRequire(import.meta.url)("playwright-core");
  return [chromium.executablePath()].find(runs) ?? null;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Nothing of the browser's own traffic; what pages ask for is answered by us, and the proxy that isn't there catches the rest. */
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const NOWHERE = { server: "http://127.0.0.1:9", bypass: "<-loopback>" };

/** More pages at once than this only make each other slow. */
const TABS_AT_WORK = 4;

/** One source's tab: its cookies are its own, and it is used again for page after page. */
export type Tab = {
  use<T>(work: (context: BrowserContext) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** The one browser of a process, started when the first page wants it. */
export class Browsers {
  #browser: Promise<Browser> | null = null;
  readonly #atWork = new PQueue({ concurrency: TABS_AT_WORK });

  async openTab(): Promise<Tab> {
    this.#browser ??= launch();
    const context = await (await this.#browser).newContext({ serviceWorkers: "block", acceptDownloads: false });
    await context.routeWebSocket(/.*/, (socket) => socket.close());
    const turn = new PQueue({ concurrency: 1 });
    return {
      use: (work) => turn.add(() => this.#atWork.add(() => work(context))),
      close: () => context.close(),
    };
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => null);
    await browser?.close();
    this.#browser = null;
  }
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  const chosen = process.env.GONGKAI_CHROMIUM;
  if (executablePath === null)
    throw new EnvironmentError(
      chosen
        ? `GONGKAI_CHROMIUM is ${chosen}, which is no program: set it to the path of Chrome or Chromium`
        : "no browser found: install Chromium (Debian: apt install chromium; else npx playwright-core install chromium), or set GONGKAI_CHROMIUM to its path",
    );
  const { chromium } = await import("playwright-core");
  try {
    // Chromium's own sandbox refuses to work for root.
    return await chromium.launch({
      executablePath,
      args: QUIET,
      proxy: NOWHERE,
      chromiumSandbox: process.getuid?.() !== 0,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new EnvironmentError(`${executablePath} does not start: ${why}`, { cause });
  }
}
