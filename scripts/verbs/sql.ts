import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { Command, Option } from "@commander-js/extra-typings";
import { UsageError } from "../../data/records/index.ts";
import { example, existingArchiveOption } from "./options.ts";

export const sql = new Command("sql")
  .description("Ask the archive, read-only; works while a crawl runs")
  .argument("<query>", "one SELECT; - reads it from standard input")
  .addOption(existingArchiveOption())
  .addOption(
    new Option("--format <format>", "how to print the answer").choices(["table", "json", "csv", "parquet"] as const),
  )
  .addOption(new Option("--json", "the same as --format json").conflicts("format"))
  .option("--out <file>", "write the answer to a file instead of printing it")
  .addHelpText(
    "after",
    example(
      'sql "SELECT organ, year, received_new__total FROM applications WHERE is_current" --archive archive',
      'sql "SELECT status, count(*) AS reports FROM reports GROUP BY status" --archive archive --format json',
      'sql "FROM cells WHERE value > 1000" --archive archive --format parquet --out large.parquet',
    ),
  )
  .action(async (query: string, { archive: folder, format: named, json, out }) => {
    const format = named ?? (json ? "json" : "table");
    const text = query === "-" ? (await buffer(process.stdin)).toString("utf8") : query;
    const { openArchive, RESULT_FORMATS } = await import("../../pipeline/archive/index.ts");
    const archive = await openArchive(folder);
    try {
      if (format === "parquet") {
        if (out === undefined) throw new UsageError("Parquet goes to a file: add --out FILE.parquet");
        console.error(`${await archive.writeParquet(text, out)} rows in ${out}`);
        return;
      }
      const answer = RESULT_FORMATS[format](await archive.query(text));
      if (out === undefined) process.stdout.write(answer);
      else await writeFile(out, answer);
    } finally {
      archive.close();
    }
  });
