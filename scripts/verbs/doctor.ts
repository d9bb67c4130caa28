import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { example, jsonOption } from "./options.ts";

export const doctor = new Command("doctor")
  .description("Say what this machine has and lacks, and how to get the rest")
  .addOption(jsonOption())
  .addHelpText("after", example("doctor"))
  .action(async ({ json }: { json?: true }) => {
    const { examine } = await import("../../pipeline/doctor.ts");
    const findings = await examine();
    if (json) console.log(JSON.stringify(findings));
    for (const { name, found, neededFor, remedy } of json ? [] : findings) {
      console.log(`${found === null ? "lacks" : "has  "}  ${name}${found === null ? "" : `  ${found}`}`);
      console.log(`       needed for ${neededFor}`);
      if (found === null) console.log(`       to get it: ${remedy}`);
    }
    process.exitCode = findings.every(({ found }) => found !== null) ? EXIT.done : EXIT.environmentLacks;
  });
