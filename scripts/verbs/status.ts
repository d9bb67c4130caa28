import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import type { Coverage } from "../../pipeline/archive/index.ts";
import type { Backlog } from "../../pipeline/backlog.ts";
import { NOTICE } from "../../pipeline/parser/index.ts";
import { counted } from "../counted.ts";
import { shortened } from "../summary.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const status = new Command("status")
  .description(
    "What the archive holds and lacks: reports by status, year and level; broken sources; what could not be read",
  )
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText("after", example("status --archive archive"))
  .action(async ({ archive: folder, json = false }) => {
    const [{ coverage, openArchive }, { backlog }] = await Promise.all([
      import("../../pipeline/archive/index.ts"),
      import("../../pipeline/backlog.ts"),
    ]);
    const archive = await openArchive(folder);
    try {
      const [found, left] = [await coverage(archive), await backlog(folder)];
      console.log(
        json ? JSON.stringify({ ...found, ...left }) : [...backlogLines(left), ...statusLines(found)].join("\n"),
      );
      const isWell =
        found.sites.every((site) => site.health === "ok" && site.reason === null) &&
        found.withoutTables.length === 0 &&
        // What was looked at and is no report needs no second look, night after night.
        found.notReadable.every((row) => row.status === "rejected") &&
        left.night === null &&
        left.notIngested === 0;
      process.exitCode = isWell ? EXIT.done : EXIT.needsALook;
    } finally {
      archive.close();
    }
  });

/** What is left to be done and how, for people. */
function backlogLines({ night, notIngested }: Backlog): string[] {
  return [
    ...(night
      ? [
          `The night that began ${night.began} is not finished: ${night.crawled} of ${counted(night.sources, "source")} crawled` +
            `${night.fetched > 0 ? `, ${counted(night.fetched, "document")} of others fetched` : ""}; if it is not running, the next nightly carries on`,
        ]
      : []),
    ...(notIngested > 0
      ? [
          `In the raw store, not yet in the tables: ${counted(notIngested, "document")}; the next nightly or ingest reads them`,
        ]
      : []),
  ];
}

/** What a person should know to be unread: not the pages whose file was had. */
const unreadIn = ({ notReadable }: Pick<Coverage, "notReadable">): Coverage["notReadable"] =>
  notReadable.filter(({ code, has_file }) => code !== NOTICE || !has_file);

/** The coverage, for people. */
export function statusLines({ byStatus, byYearAndLevel, sites, notReadable, withoutTables }: Coverage): string[] {
  const broken = sites.filter((site) => site.health !== "ok");
  const told = sites.filter((site) => site.health === "ok" && site.reason !== null);
  const unread = unreadIn({ notReadable });
  return [
    `Reports by status: ${byStatus.map((row) => `${row.reports} ${row.status}`).join(", ") || "none yet"}`,
    ...(byYearAndLevel.length > 0 ? ["Reports by year and level (proven: verified or realigned):"] : []),
    ...[...Map.groupBy(byYearAndLevel, (row) => row.year)].map(
      ([year, rows]) =>
        `  ${year ?? "year unknown"}: ${rows.map((row) => `${row.reports} ${row.level ?? "level unknown"} (${row.proven} proven)`).join(", ")}`,
    ),
    `Sources: ${sites.length === 0 ? "none in the tables yet" : `${sites.length - broken.length} of ${sites.length} ok`}`,
    ...broken.map(
      (site) =>
        `  ${site.site}: ${site.health}: ${site.reason === null ? "no reason given" : shortened(site.reason)} (last good: ${site.last_success ?? "never"})`,
    ),
    ...told.map((site) => `  ${site.site}: ok, but ${shortened(site.reason ?? "")}`),
    ...(withoutTables.length > 0
      ? [`Without the tables that were there before, which stay current: ${counted(withoutTables.length, "document")}`]
      : []),
    ...withoutTables.map(
      (row) =>
        `  ${row.url}: has no statutory table now; the version of ${row.current_url} is kept (${row.current_status})`,
    ),
    `Not readable: ${counted(unread.length, "document")}`,
    ...unread.map((row) => `  ${row.status}: ${row.url}: ${row.reason ?? row.code ?? "no reason given"}`),
  ];
}
