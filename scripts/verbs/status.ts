import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import type { Coverage } from "../../pipeline/archive/index.ts";
import { NOTICE } from "../../pipeline/parser/index.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const status = new Command("status")
  .description(
    "What the archive holds and lacks: reports by status, year and level; broken sources; what could not be read",
  )
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("status --archive archive"))
  .action(async ({ archive: folder, json = false }) => {
    const { coverage, openArchive } = await import("../../pipeline/archive/index.ts");
    const archive = await openArchive(folder);
    try {
      const found = await coverage(archive);
      console.log(json ? JSON.stringify(found) : statusLines(found).join("\n"));
      if (found.sites.some((site) => site.health !== "ok")) process.exitCode = EXIT.needsALook;
    } finally {
      archive.close();
    }
  });

/** The coverage, for people. */
export function statusLines({ byStatus, byYearAndLevel, sites, notReadable }: Coverage): string[] {
  const broken = sites.filter((site) => site.health !== "ok");
  const unread = notReadable.filter(({ code }) => code !== NOTICE);
  return [
    `Reports by status: ${byStatus.map((row) => `${row.reports} ${row.status}`).join(", ") || "none yet"}`,
    ...(byYearAndLevel.length > 0 ? ["Reports by year and level (proven: verified or realigned):"] : []),
    ...[...Map.groupBy(byYearAndLevel, (row) => row.year)].map(
      ([year, rows]) =>
        `  ${year ?? "year unknown"}: ${rows.map((row) => `${row.reports} ${row.level ?? "level unknown"} (${row.proven} proven)`).join(", ")}`,
    ),
    `Sources: ${sites.length - broken.length} of ${sites.length} ok`,
    ...broken.map(
      (site) =>
        `  ${site.site}: ${site.health}: ${site.reason ?? "no reason given"} (last good: ${site.last_success ?? "never"})`,
    ),
    `Not readable: ${unread.length} documents`,
    ...unread.map((row) => `  ${row.status}: ${row.url}: ${row.reason ?? row.code ?? "no reason given"}`),
  ];
}
