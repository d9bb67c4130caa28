import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { clearProgress, verifyProgress } from "../progress.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const verify = new Command("verify")
  .description(
    "Check the archive's integrity: files against the manifest, rows against each other, raw/ from end to end, every document against its bytes there",
  )
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("verify --archive archive"))
  .action(async ({ archive, json = false }) => {
    const { verify: run } = await import("../../pipeline/verify.ts");
    const findings = [];
    for await (const finding of run(archive, verifyProgress())) {
      findings.push(finding);
      clearProgress();
      if (!json) console.log(`${finding.code}: ${finding.message}`);
    }
    clearProgress();
    if (json) console.log(JSON.stringify(findings));
    else if (findings.length === 0) console.log("The archive is whole.");
    process.exitCode = findings.length === 0 ? EXIT.done : EXIT.needsALook;
  });
