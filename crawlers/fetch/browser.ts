import PQueue from "p-queue";
import type { Browser, BrowserContext } from "playwright-core";
import { EnvironmentError } from "../../data/records/index.ts";
import { findBrowser } from "./find-browser.ts";

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

/** The one browser of a process, started when the first page wants it, and anew if it could not start or has crashed. */
export class Browsers {
  #browser: Promise<Browser> | null = null;
  readonly #atWork = new PQueue({ concurrency: TABS_AT_WORK });

  tab(): Tab {
    return new Tab(() => this.#running(), this.#atWork);
  }

  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = null;
    await (await browser)?.close();
  }

  #running(): Promise<Browser> {
    if (this.#browser !== null) return this.#browser;
    const starting = launch();
    const forget = (): void => {
      if (this.#browser === starting) this.#browser = null;
    };
    starting.then((browser) => browser.on("disconnected", forget), forget);
    this.#browser = starting;
    return starting;
  }
}

/** One source's place in the browser: its cookies are its own, and it is used again for page after page, one at a time. */
export class Tab {
  readonly #browser: () => Promise<Browser>;
  readonly #atWork: PQueue;
  readonly #turn = new PQueue({ concurrency: 1 });
  #context: BrowserContext | null = null;

  constructor(browser: () => Promise<Browser>, atWork: PQueue) {
    this.#browser = browser;
    this.#atWork = atWork;
  }

  use<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
    return this.#turn.add(() => this.#atWork.add(() => this.#used(work)));
  }

  async close(): Promise<void> {
    const context = this.#context;
    this.#context = null;
    await context?.close();
  }

  async #used<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
    this.#context ??= await opened(await this.#browser());
    try {
      return await work(this.#context);
    } catch (error) {
      // Whatever state it is in, the next page shall not begin there.
      await this.close();
      throw error;
    }
  }
}

async function opened(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers: "block", acceptDownloads: false });
  await context.routeWebSocket(/.*/, (socket) => socket.close());
  return context;
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
      // Whoever runs us decides what a signal means; Playwright's own handlers would end the process.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new EnvironmentError(`${executablePath} does not start: ${why}`, { cause });
  }
}
