import { Command } from "@commander-js/extra-typings";
import { interruptible } from "../interrupt.ts";
import { ingestProgress, notice } from "../progress.ts";
import { exitCodeOf, ingestLines } from "../summary.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const ingest = new Command("ingest")
  .description("Turn what the raw store holds into records; documents that this version has read are not read again")
  .addOption(existingArchiveOption())
  .option("--all", "read every stored document again")
  .addOption(jsonOption())
  .addHelpText("after", example("ingest --archive archive"))
  .action(async ({ archive, all = false, json = false }) => {
    const { bringUpToDate } = await import("../../pipeline/up-to-date.ts");
    const summary = await interruptible((signal) =>
      bringUpToDate({ archive, all, signal, onProgress: ingestProgress(), onNotice: notice }),
    );
    if (json) console.log(JSON.stringify(summary));
    else for (const line of ingestLines(summary)) console.error(line);
    process.exitCode = exitCodeOf([], summary);
  });
