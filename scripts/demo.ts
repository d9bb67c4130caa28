import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { coverage, openArchive, RESULT_FORMATS } from "../pipeline/archive/index.ts";
import { nightly } from "../pipeline/nightly.ts";
import { startNation } from "../test/nation/index.ts";
import { interruptible } from "./interrupt.ts";
import { crawlProgress, ingestProgress } from "./progress.ts";
import { siteLines } from "./summary.ts";
import { statusLines } from "./verbs/status.ts";

// `npm start`: the main job on the bundled example country, from an empty folder to answers in SQL.

const ARCHIVE = join(import.meta.dirname, "..", "example-archive");
const QUESTIONS = [
  {
    question: "How many people asked each organ for information, and how many got all of it?",
    sql: `SELECT organ, year, received_new__total AS asked, disclosed__total AS got_it
FROM applications WHERE is_current AND status IN ('verified', 'realigned')
ORDER BY asked DESC NULLS LAST, organ, year LIMIT 8`,
  },
  {
    question: "Where does the publisher's own arithmetic fail?",
    sql: `SELECT organ, year, id AS failed_identity, expected, actual
FROM checks JOIN reports USING (report_id) WHERE is_current AND NOT passes AND id NOT LIKE 'soft.%'
ORDER BY organ, id`,
  },
  {
    question: "Where does a number come from?",
    sql: `SELECT organ, value, raw, source_at, document_url
FROM cells JOIN reports USING (report_id) WHERE is_current AND item = 'received_new' AND form_column = 'total'
ORDER BY value DESC NULLS LAST, organ LIMIT 3`,
  },
];

if (existsSync(ARCHIVE)) console.error(`${ARCHIVE}: made anew; what was there goes.`);
await rm(ARCHIVE, { recursive: true, force: true });
const nation = await startNation();
try {
  console.error(
    `The example country is up: ${nation.sites.length} government sites on this machine. Running nightly over them …`,
  );
  const { sites } = await interruptible((signal) =>
    nightly({
      sources: nation.sources,
      archive: ARCHIVE,
      contact: null,
      refresh: false,
      signal,
      onCrawl: crawlProgress(),
      onIngest: ingestProgress(),
    }),
  );
  console.log(`\n${siteLines(sites).join("\n")}`);
} finally {
  await nation.close();
}

const folder = relative(process.cwd(), ARCHIVE);
const archive = await openArchive(ARCHIVE);
try {
  console.log(`\n${statusLines(await coverage(archive)).join("\n")}`);
  console.log(
    "\nWhat failed above is meant to: like real sites, these have documents that are forbidden, empty, cut short, or wrong.",
  );
  for (const { question, sql } of QUESTIONS) {
    const table = await Array.fromAsync(RESULT_FORMATS.table(await archive.answer(sql)));
    console.log(`\n── ${question}\n${sql}\n\n${table.join("")}`);
  }
} finally {
  archive.close();
}
console.log(`The archive is in ${folder}/. Ask it something yourself:

  npm run --silent gongkai -- sql "FROM reports SELECT organ, year, status, url ORDER BY organ, year" --archive ${folder}

Make a release of it, and look at that in a browser (through any web server, such as that of Python):

  npm run --silent gongkai -- snapshot --archive ${folder} --out releases
  python3 -m http.server --directory releases/gongkai-${new Date().toISOString().slice(0, 10)}

Then crawl real sites: npm run --silent gongkai -- nightly --help`);
