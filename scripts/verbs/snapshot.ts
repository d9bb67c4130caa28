import { Command } from "@commander-js/extra-typings";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const snapshot = new Command("snapshot")
  .description("Make a dataset release: Parquet, CSV, datapackage.json, SHA256SUMS")
  .addOption(existingArchiveOption())
  .requiredOption("--out <dir>", "folder in which the release's own folder gongkai-YYYY-MM-DD is made")
  .addOption(jsonOption())
  .addHelpText("after", example("snapshot --archive archive --out releases"))
  .action(async ({ archive, out, json = false }) => {
    const { snapshot: run } = await import("../../pipeline/release/index.ts");
    const release = await run(archive, out, new Date());
    if (json) console.log(JSON.stringify(release));
    else console.log(release.folder);
  });
