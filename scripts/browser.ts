import { spawnSync } from "node:child_process";
import { findBrowser } from "../crawlers/index.ts";

/**
 * The browser that the tests drive, with fonts that show Chinese: Debian's package where we may install one, else
 * Playwright's download. Null, after saying what to install, where neither can be had.
 */
export function ensureBrowser(): string | null {
  if (findBrowser() === null || !hasChineseFont()) install();
  const browser = findBrowser();
  if (browser === null) {
    console.error(
      "The tests need Chromium and found none. Install it (Debian, Ubuntu: `apt-get install chromium fonts-noto-cjk`; elsewhere: Google Chrome), " +
        "or set GONGKAI_CHROMIUM to its path, then run the same command again.",
    );
  }
  return browser;
}

function install(): void {
  const isRootOnDebian = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (isRootOnDebian) {
    console.error("Installing Chromium and a Chinese font for the tests (once, about a minute) …");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]);
  } else if (findBrowser() === null) {
    console.error("Downloading Playwright's Chromium for the tests (once) …");
    run(process.execPath, [`${import.meta.dirname}/../node_modules/playwright-core/cli.js`, "install", "chromium"]);
  }
}

/** Chromium prints Chinese into a PDF only with a font that has it. Where fontconfig isn't there to ask (macOS, Windows), the system has one. */
function hasChineseFont(): boolean {
  const list = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return list.error !== undefined || list.stdout.trim() !== "";
}

function run(program: string, args: string[]): void {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (result.status !== 0)
    console.error(`${program} ${args[0]} failed${result.error ? `: ${result.error.message}` : ""}.`);
}
