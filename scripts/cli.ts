import { Command, CommanderError } from "@commander-js/extra-typings";
import { EXIT, GongkaiError } from "../data/records/index.ts";
import { crawl } from "./verbs/crawl.ts";
import { doctor } from "./verbs/doctor.ts";
import { extract } from "./verbs/extract.ts";
import { ingest } from "./verbs/ingest.ts";
import { nightly } from "./verbs/nightly.ts";
import { parse } from "./verbs/parse.ts";
import { snapshot } from "./verbs/snapshot.ts";
import { sources } from "./verbs/sources.ts";
import { sql } from "./verbs/sql.ts";
import { status } from "./verbs/status.ts";
import { verify } from "./verbs/verify.ts";

const program = new Command("gongkai")
  .description("The archive of China's government-information-disclosure annual reports (政府信息公开工作年度报告).")
  .addHelpText(
    "after",
    `
Exit codes: 0 done · 1 done, but something needs a look (said in one line each) · 2 the call is wrong · 3 the machine lacks something
Start here: gongkai nightly --help`,
  )
  .showHelpAfterError("(add --help for what this verb takes, with an example)")
  .exitOverride();
for (const verb of [nightly, crawl, ingest, parse, extract, sql, snapshot, status, verify, sources, doctor]) {
  program.addCommand(verb.exitOverride().showHelpAfterError("(add --help for what this verb takes, with an example)"));
}

// A reader that stops early (`… | head`) is no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong, in one line where a person can act on it, and gives the exit code. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongCall;
  if (error instanceof GongkaiError) {
    console.error(`gongkai: ${error.message}`);
    return error.exitCode;
  }
  console.error("gongkai: a fault of the program itself, not of your call; please report it with the lines below.");
  console.error(error);
  return EXIT.needsALook;
}
