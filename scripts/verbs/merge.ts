import { Command } from "@commander-js/extra-typings";
import { counted } from "../counted.ts";
import { interruptible } from "../interrupt.ts";
import { copyProgress, ingestProgress, notice, verifyProgress } from "../progress.ts";
import { exitCodeOf, ingestLines } from "../summary.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const merge = new Command("merge")
  .description(
    "Make two archives one: take over what another has fetched, and read what is new in it; the other stays as it is",
  )
  .argument("<other>", "folder of the other archive")
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("merge other-archive --archive archive"))
  .action(async (other, { archive, json = false }) => {
    const { merge: run } = await import("../../pipeline/merge.ts");
    const summary = await interruptible((signal) =>
      run({
        ...{ archive, other, signal, onNotice: notice },
        ...{ onProof: verifyProgress(), onCopy: copyProgress(), onIngest: ingestProgress() },
      }),
    );
    const { copied, ingest } = summary;
    if (json) console.log(JSON.stringify(summary));
    else {
      console.error(`${counted(copied.files, "WARC file")} taken over, ${(copied.bytes / 1e6).toFixed(1)} MB`);
      for (const line of ingestLines(ingest)) console.error(line);
    }
    process.exitCode = exitCodeOf([], ingest);
  });
