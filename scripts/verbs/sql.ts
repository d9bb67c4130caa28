import { createWriteStream, existsSync } from "node:fs";
import { extname } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Command, Option } from "@commander-js/extra-typings";
import { UsageError, whyNotThere, writeWhole } from "../../data/records/index.ts";
import { interruptible } from "../interrupt.ts";
import { clearProgress, sqlProgress } from "../progress.ts";
import { example, existingArchiveOption } from "./options.ts";

const FORMATS = ["table", "json", "csv", "parquet"] as const;
type Format = (typeof FORMATS)[number];

export const sql = new Command("sql")
  .description("Ask the archive, read-only; works while a crawl runs")
  .argument("[query]", "one SELECT; - reads it from standard input; without one, a prompt opens on a terminal")
  .addOption(existingArchiveOption())
  .addOption(
    new Option(
      "--format <format>",
      "how to write the answer; without it as the name of --out ends, else as a table",
    ).choices(FORMATS),
  )
  .addOption(new Option("--json", "the same as --format json").conflicts("format"))
  .option("--out <file>", "write the answer to a file instead of printing it")
  .addOption(
    new Option("--read <file>", "a Parquet, CSV or JSON file that the SQL may read, too (repeatable)")
      .argParser((file: string, before: string[]) => [...before, readable(file)])
      .default<string[]>([], "none"),
  )
  .addHelpText(
    "after",
    example(
      'sql "SELECT organ, year, received_new__total FROM applications WHERE is_current" --archive archive',
      'sql "SELECT status, count(*) AS reports FROM reports GROUP BY status" --archive archive --format json',
      'sql "FROM cells WHERE value > 1000" --archive archive --out large.parquet',
      "sql \"FROM reports JOIN 'gdp.csv' USING (division, year)\" --archive archive --read gdp.csv",
    ),
  )
  .action(async (query, { archive: folder, format: named, json, out, read }) => {
    const format = formatOf(json ? "json" : named, out);
    if (format === "parquet" && out === undefined)
      throw new UsageError("Parquet goes to a file: add --out FILE.parquet");
    if (query === undefined && !(process.stdin.isTTY && process.stdout.isTTY && out === undefined))
      throw new UsageError(
        "no SQL is given: add it in quotes, or - to read it from standard input; only a terminal gets a prompt, without --out",
      );
    const [{ openArchive }, { ask, prompt }] = await Promise.all([
      import("../../pipeline/archive/index.ts"),
      import("../prompt/index.ts"),
    ]);
    const archive = await openArchive(folder, read);
    try {
      if (query === undefined) {
        if (format !== "parquet") await prompt(archive, format, process.stdin, process.stdout);
        return;
      }
      const text = query === "-" ? (await buffer(process.stdin)).toString("utf8") : query;
      await interruptible(async (signal) => {
        if (format === "parquet") {
          const rows = await archive.writeParquet(text, out ?? "", { signal, onProgress: sqlProgress() });
          clearProgress();
          console.error(`${rows} rows in ${out}`);
          return;
        }
        const { pieces } = await ask(archive, text, format, signal);
        if (out === undefined) await pipeline(pieces, process.stdout, { end: false });
        else await writeWhole(out, (draft) => pipeline(pieces, createWriteStream(draft)));
      }, "Ask again for the answer.");
    } finally {
      archive.close();
    }
  });

/** The format that is asked for, which a file's name must not deny. */
function formatOf(named: Format | undefined, out = ""): Format {
  const ending = extname(out).slice(1).toLowerCase();
  const said = FORMATS.find((format) => format === ending);
  if (named !== undefined && said !== undefined && named !== said)
    throw new UsageError(`--out ${out}: its name says ${said}, --format says ${named}`);
  if (named === undefined && said === undefined && !["", "txt"].includes(ending))
    throw new UsageError(
      `--out ${out}: .${ending} is no format of an answer: add --format, or end the name in .json, .csv, .parquet or .txt`,
    );
  return named ?? said ?? "table";
}

function readable(file: string): string {
  if (existsSync(file)) return file;
  throw new UsageError(`--read ${file}: ${whyNotThere(file)}`);
}
