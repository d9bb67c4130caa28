import { Command } from "@commander-js/extra-typings";
import { interruptible } from "../interrupt.ts";
import { crawlProgress, ingestProgress, notice } from "../progress.ts";
import { exitCodeOf, ingestLines, siteLines } from "../summary.ts";
import { archiveOption, contactOption, example, jsonOption, refreshOption, sourcesOption } from "./options.ts";

export const nightly = new Command("nightly")
  .description(
    "The whole job, incrementally: crawl, extract, parse, archive. Interrupted at any moment, the next call carries on",
  )
  .addOption(sourcesOption())
  .addOption(archiveOption())
  .addOption(contactOption())
  .addOption(refreshOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    example("nightly --sources data/sources/henan.yaml --archive archive --contact you@example.org"),
  )
  .action(async ({ sources, archive, contact = null, refresh = false, json = false }) => {
    const { nightly: run } = await import("../../pipeline/nightly.ts");
    const summary = await interruptible((signal) =>
      run({
        ...{ sources, archive, contact, refresh, signal, onNotice: notice },
        ...{ onCrawl: crawlProgress(), onIngest: ingestProgress() },
      }),
    );
    if (json) console.log(JSON.stringify(summary));
    else for (const line of [...siteLines(summary.sites), ...ingestLines(summary.ingest)]) console.error(line);
    process.exitCode = exitCodeOf(summary.sites, summary.ingest);
  });
