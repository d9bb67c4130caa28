import { Command } from "@commander-js/extra-typings";
import { example } from "./options.ts";
import { check } from "./sources-check.ts";
import { grow } from "./sources-grow.ts";
import { probe } from "./sources-probe.ts";

export const sources = new Command("sources")
  .description("Work on a registry of sources: lint it, try one source, let it grow from a portal's own lists")
  .addCommand(check)
  .addCommand(probe)
  .addCommand(grow)
  .addHelpText(
    "after",
    example(
      "sources check data/sources",
      "sources probe https://www.zzsj.gov.cn/",
      "sources grow henan-zhengzhou --out zhengzhou.yaml",
    ),
  );
