import { findBrowser } from "../crawlers/index.ts";
import { CARRIERS, findProgram, LIBREOFFICE, type Program, remedyFor, TESSERACT } from "../extractors/index.ts";

/** One thing that the program uses on this machine. */
export type Finding = {
  name: string;
  /** What is there (a version, a path); null where it lacks. */
  found: string | null;
  /** What can't be done without it. */
  neededFor: string;
  /** How to get it. */
  remedy: string;
};

/** Looks for everything that the program uses on this machine, by using it. */
export async function examine(): Promise<Finding[]> {
  return [
    {
      name: "Node.js 24",
      found: Number.parseInt(process.versions.node, 10) >= 24 ? process.version : null,
      neededFor: "everything",
      remedy: "run through npm (npm run --silent gongkai -- …), which brings its own",
    },
    {
      name: "DuckDB",
      found: await attempt(async () => (await import("@duckdb/node-api")).version()),
      neededFor: "the archive, sql, snapshot, status, verify",
      remedy: "npm ci on a platform that @duckdb/node-api has a binary for",
    },
    {
      name: "SQLite",
      found: await attempt(async () => {
        const { DatabaseSync } = await import("node:sqlite");
        return String(new DatabaseSync(":memory:").prepare("SELECT sqlite_version() AS version").get()?.version);
      }),
      neededFor: "the index of the raw store: crawl, ingest, nightly, verify",
      remedy: "it is part of Node.js 24",
    },
    {
      name: "Chromium",
      found: findBrowser(),
      neededFor: "sites whose lists are drawn by JavaScript; all others are read without it",
      remedy: process.env.GONGKAI_CHROMIUM
        ? `GONGKAI_CHROMIUM is ${process.env.GONGKAI_CHROMIUM}, which is no program: set it to the path of Chrome or Chromium, or unset it`
        : "Debian, Ubuntu: apt-get install chromium; elsewhere: install Google Chrome, or npx playwright-core install chromium; or set GONGKAI_CHROMIUM to its path",
    },
    programFinding(LIBREOFFICE, "documents of old or rare word processors; DOC, WPS, DOCX and RTF are read without it"),
    programFinding(TESSERACT, "scans and images, whose text has to be recognised"),
  ];
}

/** Whether documents of a kind can be read on this machine; if not, what would have to be done. */
export type ReadableKind = { name: string; mediaType: string; readable: boolean; remedy: string | null };

/** Every kind of document that is told apart. */
export function readableKinds(): ReadableKind[] {
  return CARRIERS.map(({ name, mediaType, needs, advice }) => {
    const lacking =
      needs !== undefined && findProgram(needs) === null ? `it takes ${needs.name}: ${remedyFor(needs)}` : null;
    const remedy = advice ?? lacking;
    return { name, mediaType, readable: remedy === null, remedy };
  });
}

const programFinding = (program: Program, neededFor: string): Finding => ({
  name: program.name,
  found: findProgram(program),
  neededFor,
  remedy: remedyFor(program),
});

/** A probe that fails is a finding: what it would have found lacks. */
const attempt = (probe: () => Promise<string>): Promise<string | null> => probe().catch(() => null);
