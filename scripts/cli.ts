import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { z } from "zod";
import { explain, inOneLine } from "./explain.ts";
import { crawl } from "./verbs/crawl.ts";
import { doctor } from "./verbs/doctor.ts";
import { extract } from "./verbs/extract.ts";
import { history } from "./verbs/history.ts";
import { ingest } from "./verbs/ingest.ts";
import { merge } from "./verbs/merge.ts";
import { nightly } from "./verbs/nightly.ts";
import { example } from "./verbs/options.ts";
import { parse } from "./verbs/parse.ts";
import { rebuild } from "./verbs/rebuild.ts";
import { snapshot } from "./verbs/snapshot.ts";
import { sources } from "./verbs/sources.ts";
import { sql } from "./verbs/sql.ts";
import { status } from "./verbs/status.ts";
import { verify } from "./verbs/verify.ts";

// Left to itself V8 lets the heap grow to several times what lives in it. At twice that, a night that crawls 200 sources at once needs a third less memory.
setFlagsFromString("--heap-growing-percent=100");

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, "utf8")));

const program = new Command("gongkai")
  .description("The archive of China's government-information-disclosure annual reports (政府信息公开工作年度报告).")
  .version(version, "--version", "print the version")
  .addHelpText(
    "after",
    `
Exit codes: 0 done; 1 done, but something needs a look (said in one line each);
2 the call is wrong; 3 the machine lacks something; 130 or 143 stopped at once
${example("parse report.pdf", "nightly --help")}`,
  );
for (const verb of [
  nightly,
  crawl,
  ingest,
  parse,
  extract,
  sql,
  history,
  snapshot,
  status,
  verify,
  rebuild,
  merge,
  sources,
  doctor,
])
  program.addCommand(verb);
speakWithOneVoice(program);

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

/** Every verb, and the verbs within it, complain alike and leave the exit code to us. */
function speakWithOneVoice(command: CommandUnknownOpts): void {
  command.exitOverride().configureOutput({ outputError: (complaint, write) => write(inOneLine(complaint)) });
  for (const verb of command.commands) speakWithOneVoice(verb);
}
