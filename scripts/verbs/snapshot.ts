import { Command } from "@commander-js/extra-typings";
import { clearProgress, snapshotProgress } from "../progress.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const snapshot = new Command("snapshot")
  .description("Make a dataset release: Parquet, CSV, an explorer to open in a browser, and what describes them")
  .addOption(existingArchiveOption())
  .requiredOption("--out <dir>", "folder in which the release's own folder gongkai-YYYY-MM-DD is made")
  .option("--previous <dir>", "the release to say the changes against (default: the newest of an earlier day in --out)")
  .option("--no-previous", "say no changes, as if it were the first")
  .option("--accept-losses", "make it though it loses more against that than data/release/floors.yaml allows")
  .addOption(jsonOption())
  .addHelpText(
    "after",
    example(
      "snapshot --archive archive --out releases",
      "snapshot --archive archive --out releases --previous elsewhere/gongkai-2025-11-20",
    ),
  )
  .action(async ({ archive, out, previous, acceptLosses, json = false }) => {
    const { snapshot: run } = await import("../../pipeline/release/index.ts");
    const options = { previous, acceptLosses, onStep: snapshotProgress() };
    const release = await run(archive, out, new Date(), options).finally(clearProgress);
    if (json) console.log(JSON.stringify(release));
    else console.log(release.folder);
  });
