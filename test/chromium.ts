import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where distributions and vendors put a Chromium or Chrome, in the order in which it is looked for. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser to use: the one that GONGKAI_CHROMIUM names, an installed one, Playwright's own; null where there is none. */
export function findChromium(): string | null {
  const named = process.env.GONGKAI_CHROMIUM;
  if (named !== undefined && named !== "") return named;
  return [...PLACES, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** A headless browser that makes no request of its own; throws where the machine has none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error(
      "no Chromium found: install one (Debian: apt-get install chromium) or set GONGKAI_CHROMIUM to its path",
    );
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
