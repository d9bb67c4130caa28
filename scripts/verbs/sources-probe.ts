import { Command } from "@commander-js/extra-typings";
import type { Probe } from "../../crawlers/index.ts";
import { EXIT } from "../../data/records/index.ts";
import { counted } from "../counted.ts";
import { interruptible } from "../interrupt.ts";
import { probeProgress } from "../progress.ts";
import { divisionOption, inThrowawayFolder, registryOption, siteNamed } from "./one-site.ts";
import { contactOption, example, jsonOption } from "./options.ts";

export const probe = new Command("probe")
  .description("Try one source politely, with a small budget, keeping nothing; say what was found, and its entry")
  .argument("<site>", "the address of its home page, or its id in the registry")
  .addOption(registryOption())
  .addOption(divisionOption())
  .addOption(contactOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    example("sources probe https://www.zzsj.gov.cn/ --contact you@example.org", "sources probe henan-zhengzhou --json"),
  )
  .action(async (site, { sources, division = null, contact = null, json = false }) => {
    const { source, registered } = await siteNamed(site, sources);
    const { entriesYaml, probe: run } = await import("../../crawlers/index.ts");
    const found = await interruptible(
      (signal) =>
        inThrowawayFolder((work) =>
          run({ source, division, registered, contact, work, signal, onProgress: probeProgress() }),
        ),
      "Nothing was kept; the same call begins anew.",
    );
    if (json) console.log(JSON.stringify(found));
    else {
      for (const line of probeLines(found)) console.error(line);
      // What is not known is left to be filled in: `sources check` names it.
      console.log(entriesYaml([{ ...found.entry, division: found.entry.division ?? "" }]).trimEnd());
    }
    process.exitCode = exitCode(found);
  });

/** What was found, for people. */
function probeLines(found: Probe): string[] {
  const { platform, columns, reports, cut, years, titles, browser, isCutShort, obstacles, elsewhere, doubts } = found;
  const counts = Object.entries(years).map(([year, n]) => `${year}: ${n}`);
  return [
    `Platform: ${platform ?? "none recognised"}. Browser: ${browser}`,
    `Annual-report columns: ${columns.length === 0 ? "none found" : ""}`,
    ...columns.map(({ url, name, reports: of }) => `  ${name ?? "(no name)"}, ${counted(of, "report")}: ${url}`),
    `Reports listed: ${reports}${counts.length > 0 ? ` (${counts.join(", ")})` : ""}${isCutShort ? "; the probe's budget ended there, a crawl finds more" : ""}`,
    ...titles.map((title) => `  ${title}`),
    ...(cut > 0 ? [`${cut} of them have titles that are cut short: only a crawl can tell what they are`] : []),
    ...obstacles.map(({ first, times, means }) => `${first}${times > 1 ? ` (and ${times - 1} more)` : ""}: ${means}`),
    ...elsewhere.map(
      (host) => `Reports or their columns are on ${host}: if that is the site's own, put it under allow`,
    ),
    ...doubts.map((doubt) => `Uncertain: ${doubt}`),
    "Entry (look at it, and put it into a file of the registry):",
  ];
}

function exitCode({ reports, browser, doubts, obstacles }: Probe): number {
  if (reports === 0 && browser === "needed, and there is none") return EXIT.environmentLacks;
  return reports === 0 || doubts.length > 0 || obstacles.length > 0 ? EXIT.needsALook : EXIT.done;
}
