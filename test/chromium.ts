import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "../crawlers/index.ts";

/** A headless browser that makes no request of its own; throws where the machine has none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findBrowser();
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
