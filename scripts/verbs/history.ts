import { Command } from "@commander-js/extra-typings";
import { UsageError } from "../../data/records/index.ts";
import type { ReportHistory, Version } from "../../pipeline/archive/index.ts";
import { example, existingArchiveOption, jsonOption } from "./options.ts";

export const history = new Command("history")
  .description("What became of a report: its versions, when and where each was read, and what changed, cell by cell")
  .argument("<report>", "its report_key, the report_id of a version, or an address")
  .addOption(existingArchiveOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    example(
      "history 410106:郑州市上街区人民政府:2021:aggregate --archive archive",
      "history https://www.zzsj.gov.cn/nb/2021.html --archive archive",
    ),
  )
  .action(async (report, { archive, json = false }) => {
    const { historiesOf } = await import("../../pipeline/archive/index.ts");
    const histories = await historiesOf(archive, report);
    if (histories.length === 0)
      throw new UsageError(
        `${report}: the archive holds no such report; name one as report_key, report_id or url of the table reports say it`,
      );
    console.log(json ? JSON.stringify(histories) : histories.flatMap(historyLines).join("\n"));
  });

/** A history for people: a paragraph a version. */
export const historyLines = ({ report_key, organ, year, versions }: ReportHistory): string[] => [
  `${organ ?? "organ unknown"} ${year ?? "year unknown"} (${report_key})`,
  ...versions.flatMap((version) => versionLines(version, numberIn(versions, version))),
];

/** One that came back has the number that it had. */
const numberIn = (versions: readonly Version[], { report_id }: Version): number =>
  [...new Set(versions.map((version) => version.report_id))].indexOf(report_id) + 1;

function versionLines(version: Version, number: number): string[] {
  const { report_id, status, url, document_url, since, came_back, addresses, changes } = version;
  const elsewhere = addresses.filter((address) => address.url !== document_url);
  return [
    `Version ${number}${came_back ? " again" : ""} (${report_id}): ${status}, ${came_back ? "back since" : "fetched"} ${since}; ${presenceOf(version)}`,
    `  ${url}${document_url === url ? "" : `, read from ${document_url}`}`,
    ...elsewhere.map((address) => `  also ${address.url} (${address.status})`),
    ...(changes === null ? [] : changeLines(changes)),
  ];
}

function presenceOf({ is_current, gone_since }: Version): string {
  if (!is_current) return "superseded";
  return gone_since === null ? "there" : `gone since ${gone_since}`;
}

function changeLines({ cells, sections }: NonNullable<Version["changes"]>): string[] {
  if (cells.length + sections.length === 0) return ["  the same numbers and prose as before"];
  return [
    ...cells.map(
      (cell) =>
        `  ${cell.form_table}: ${cell.item_label ?? cell.item} / ${cell.column_label ?? cell.form_column}: ${numberOf(cell.old_value, cell.old_status)} → ${numberOf(cell.new_value, cell.new_status)}`,
    ),
    ...sections.map(({ heading, change }) => `  prose ${change}: ${heading}`),
  ];
}

const numberOf = (value: number | null, status: string | null): string =>
  value === null ? (status ?? "no such cell") : `${value}${status === "reported" ? "" : ` (${status})`}`;
