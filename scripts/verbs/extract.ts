import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { example } from "./options.ts";

export const extract = new Command("extract")
  .description("Turn one file into normalized text: a paragraph a line, a table row a line with tabs between its cells")
  .argument("<file>", "the file to read")
  .addHelpText("after", example("extract report.pdf"))
  .action(async (file: string) => {
    const { extractFile } = await import("../../pipeline/parse-files.ts");
    const extraction = await extractFile(file);
    process.stdout.write(`${extraction.text.lines.join("\n")}\n`);
    for (const warning of extraction.warnings) console.error(`${file}: ${warning.message}`);
    if (extraction.warnings.length > 0) process.exitCode = EXIT.needsALook;
  });
