import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { stillReading } from "../progress.ts";
import { example, jsonOption } from "./options.ts";

export const extract = new Command("extract")
  .description("Turn one file into normalized text: a paragraph a line, a table row a line with tabs between its cells")
  .argument("<file>", "the file to read; - is standard input")
  .addOption(jsonOption())
  .addHelpText("after", example("extract report.pdf"))
  .action(async (file, { json = false }) => {
    const { extractFile } = await import("../../pipeline/parse-files.ts");
    const progress = stillReading(() => `extract  ${file}`);
    const extraction = await extractFile(file).finally(progress.end);
    const { mediaType, text, meta, linked = [], warnings } = extraction;
    if (json) console.log(JSON.stringify({ mediaType, lines: text.lines, meta, linked, warnings }));
    else process.stdout.write(`${text.lines.join("\n")}\n`);
    for (const warning of warnings) console.error(`${file}: ${warning.message}`);
    if (warnings.length > 0) process.exitCode = EXIT.needsALook;
  });
