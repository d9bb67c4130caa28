import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { stillReading } from "../progress.ts";
import { reportLine } from "../summary.ts";
import { example, jsonOption } from "./options.ts";

export const parse = new Command("parse")
  .description("Read report files of any supported kind: one JSON report a line, in the order given")
  .argument("<file...>", "files to read; - is standard input")
  // The contract has --json on every verb that prints a result; this one prints nothing else.
  .addOption(jsonOption())
  .addHelpText("after", example("parse report.html report.pdf report.docx", "parse - < report.txt"))
  .action(async (files: string[]) => {
    const { parseFiles } = await import("../../pipeline/parse-files.ts");
    const outcomes: number[] = [];
    const progress = stillReading(() => `parse  ${outcomes.length} of ${files.length} files`);
    try {
      for await (const { reports, failed } of parseFiles(files)) {
        progress.clear();
        const lines = reports.flatMap((report) => reportLine(report) ?? []);
        for (const report of reports) if (!process.stdout.write(`${JSON.stringify(report)}\n`)) await drained();
        for (const line of lines) console.error(line);
        outcomes.push(failed ?? (lines.length > 0 ? EXIT.needsALook : EXIT.done));
      }
    } finally {
      progress.end();
    }
    const [same = EXIT.needsALook, ...others] = new Set(outcomes);
    // Where all files came to the same, that; else some are done and some need a look.
    process.exitCode = others.length === 0 ? same : EXIT.needsALook;
  });

const drained = (): Promise<void> => new Promise((resolve) => process.stdout.once("drain", () => resolve()));
