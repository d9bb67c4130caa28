import { spawnSync } from "node:child_process";
import { findBrowser } from "../crawlers/index.ts";
import { findProgram, LIBREOFFICE, type Program, TESSERACT } from "../extractors/index.ts";

/** What some tests need besides Chromium, and are left out without: they say so. */
const WELCOME: readonly { program: Program; packages: string[] }[] = [
  { program: LIBREOFFICE, packages: ["libreoffice-writer", "libreoffice-calc"] },
  { program: TESSERACT, packages: ["tesseract-ocr", "tesseract-ocr-chi-sim"] },
];

/**
 * Gets the programs of other people that the tests use: from Debian's packages where we may install them, the browser else as
 * Playwright's download. Returns the browser's path; null, after saying what to install, where there is none to be had.
 */
export function ensureTestPrograms(): string | null {
  const packages = [
    ...(findBrowser() === null ? ["chromium"] : []),
    ...(hasChineseFont() ? [] : ["fonts-noto-cjk"]),
    ...WELCOME.flatMap(({ program, packages }) => (findProgram(program) === null ? packages : [])),
  ];
  if (packages.length > 0 && isRootOnDebian()) install(packages);
  if (findBrowser() === null) downloadBrowser();
  for (const { program } of WELCOME)
    if (findProgram(program) === null)
      console.error(`No ${program.name} here: the tests that need it are left out (${program.remedy}).`);
  const browser = findBrowser();
  if (browser === null)
    console.error(
      "The tests need Chromium and found none. Install it (Debian, Ubuntu: `apt-get install chromium fonts-noto-cjk`; elsewhere: Google Chrome), " +
        "or set GONGKAI_CHROMIUM to its path, then run the same command again.",
    );
  return browser;
}

const isRootOnDebian = (): boolean => process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;

function install(packages: string[]): void {
  console.error(`Installing ${packages.join(", ")} for the tests (once, a minute or two) …`);
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

function downloadBrowser(): void {
  console.error("Downloading Playwright's Chromium for the tests (once) …");
  run(process.execPath, [`${import.meta.dirname}/../node_modules/playwright-core/cli.js`, "install", "chromium"]);
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
