import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const verify = new Command("verify")
  .description(
    "Check the archive's integrity: files against the manifest, rows against each other, every document against raw/",
  )
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("verify --archive archive"))
  .action(async ({ archive, json = false }) => {
    const { verify: run } = await import("../../pipeline/verify.ts");
    const findings = [];
    for await (const finding of run(archive)) {
      findings.push(finding);
      if (!json) console.log(`${finding.code}: ${finding.message}`);
    }
    if (json) console.log(JSON.stringify(findings));
    else if (findings.length === 0) console.log("The archive is whole.");
    process.exitCode = findings.length === 0 ? EXIT.done : EXIT.needsALook;
  });
