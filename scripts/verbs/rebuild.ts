import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import type { RebuildSummary } from "../../pipeline/rebuild.ts";
import { counted } from "../counted.ts";
import { interruptible } from "../interrupt.ts";
import { ingestProgress } from "../progress.ts";
import { ingestLines } from "../summary.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const rebuild = new Command("rebuild")
  .description(
    "Make the tables again from raw/ alone, aside, and put them in place when whole; says what differs from before",
  )
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("rebuild --archive archive"))
  .action(async ({ archive, json = false }) => {
    const { rebuild: run } = await import("../../pipeline/rebuild.ts");
    const summary = await interruptible((signal) => run({ archive, signal, onProgress: ingestProgress() }));
    if (json) console.log(JSON.stringify(summary));
    else
      for (const line of [...ingestLines(summary.ingest), ...summary.strangers, ...differenceLines(summary)])
        console.error(line);
    const isOdd = summary.differences !== null && summary.differences.length > 0 && !summary.otherParser;
    const isAllRead = summary.ingest.damages.length + summary.strangers.length === 0;
    process.exitCode = isOdd || !isAllRead ? EXIT.needsALook : EXIT.done;
  });

const NOUN = { report_id: "report", document_id: "document", site: "source" } as const;

function differenceLines({ differences, notCompared, otherParser }: RebuildSummary): string[] {
  if (notCompared !== null)
    return [`The tables are made again; they could not be held against the old ones: ${notCompared}`];
  if (differences === null) return ["The tables are made; there were none"];
  if (differences.length === 0) return ["The tables are made again, equal to what they were"];
  return [
    `The tables are made again, and differ from what they were${otherParser ? ", which another version of the parser had read" : ""}:`,
    ...differences.map(
      ({ table, rows, of, differing, examples }) =>
        `  ${table}: ${rows.before} rows were, ${rows.after} are; other rows for ${counted(differing, NOUN[of])}: ${examples.join(", ")}${differing > examples.length ? " …" : ""}`,
    ),
  ];
}
