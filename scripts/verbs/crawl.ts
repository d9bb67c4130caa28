import { Command } from "@commander-js/extra-typings";
import { interruptible } from "../interrupt.ts";
import { crawlProgress } from "../progress.ts";
import { exitCodeOf, siteLines } from "../summary.ts";
import { archiveOption, contactOption, example, jsonOption, refreshOption, sourcesOption } from "./options.ts";

export const crawl = new Command("crawl")
  .description("Fetch what is new at the sources into the raw store; nothing is read yet")
  .addOption(sourcesOption())
  .addOption(archiveOption())
  .addOption(contactOption())
  .addOption(refreshOption())
  .addOption(jsonOption())
  .addHelpText("after", example("crawl --sources data/sources --archive archive --contact you@example.org"))
  .action(async ({ sources, archive, contact = null, refresh = false, json = false }) => {
    const [{ crawl: run }, { readSources }] = await Promise.all([
      import("../../crawlers/index.ts"),
      import("../../data/sources/index.ts"),
    ]);
    const sites = await interruptible((signal) =>
      run({ sources: readSources(sources), archive, contact, refresh, signal, onProgress: crawlProgress() }),
    );
    if (json) console.log(JSON.stringify(sites));
    else for (const line of siteLines(sites)) console.error(line);
    process.exitCode = exitCodeOf(sites);
  });
