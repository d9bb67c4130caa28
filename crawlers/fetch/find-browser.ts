import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

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
