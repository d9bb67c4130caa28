import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { example, jsonOption } from "./options.ts";

export const parse = new Command("parse")
  .description("Read report files of any supported kind: one JSON report a line, in the order given")
  .argument("<file...>", "files to read; - is standard input")
  // The contract has --json on every verb that prints a result; this one prints nothing else.
  .addOption(jsonOption())
  .addHelpText("after", example("parse report.html report.pdf report.docx", "parse - < report.txt"))
  .action(async (files: string[]) => {
    const { parseFiles } = await import("../../pipeline/parse-files.ts");
    let unread = 0;
    for await (const report of parseFiles(files)) {
      if (!process.stdout.write(`${JSON.stringify(report)}\n`)) await drained();
      if (report.status !== "rejected") continue;
      unread += 1;
      const file = report.source.file === "-" ? "standard input" : report.source.file;
      const why = report.problems[0]?.message ?? "";
      console.error(why.startsWith(`${file}`) ? why : `${file}: ${why}`);
    }
    process.exitCode = unread > 0 ? EXIT.needsALook : EXIT.done;
  });

const drained = (): Promise<void> => new Promise((resolve) => process.stdout.once("drain", () => resolve()));
