import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import { counted } from "../counted.ts";
import { example, jsonOption } from "./options.ts";

export const check = new Command("check")
  .description("Lint a registry of sources: every fault with its file and line")
  .argument("<file>", "one YAML file, or a folder of them")
  .addOption(jsonOption())
  .addHelpText("after", example("sources check data/sources"))
  .action(async (file, { json = false }) => {
    const [{ checkSources }, { platformNames }] = await Promise.all([
      import("../../data/sources/index.ts"),
      import("../../crawlers/index.ts"),
    ]);
    const { sources, faults, warnings } = checkSources(file, platformNames);
    if (json) console.log(JSON.stringify({ sources: sources.length, faults, warnings }));
    else {
      for (const warning of warnings) console.error(`${warning} (warning)`);
      for (const fault of faults) console.error(fault);
      console.log(
        [counted(sources.length, "source"), counted(faults.length, "fault"), counted(warnings.length, "warning")].join(
          ", ",
        ),
      );
    }
    process.exitCode = faults.length > 0 ? EXIT.needsALook : EXIT.done;
  });
