import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { forms } from "../../../data/forms/index.ts";
import type { Release } from "../opened.ts";
import { Forms } from "./page/reports/forms.ts";
import { type Layouts, PackedReport, packReport, type Report, type Shard, shardWith } from "./page/reports/shard.ts";
import { shardOf, shardsFor } from "./page/reports/shard-of.ts";
import { readReports } from "./report-rows.ts";

/** How many shards pass through one bucket: what of all reports is held in memory at once. */
const BUCKET = 64;
/** How many characters are gathered for a bucket before they go to disk. */
const GATHERED = 1 << 18;

/**
 * Writes explorer/data/reports/SHARD.bin, all that a release holds of each report, and explorer/data/reports.json, which says how many
 * shards there are, and explorer/data/forms.json, the forms that their cells are laid out in. A shard is gzip (named .bin so that no server unpacks it on the way) of a
 * `Shard` in JSON. The reports come by their
 * ids and go by their organs: on the way they lie in buckets on disk.
 */
export async function writeReports({ folder, connection }: Release): Promise<void> {
  const data = join(folder, "explorer", "data");
  const buckets = join(data, "buckets");
  await mkdir(join(data, "reports"), { recursive: true });
  await mkdir(buckets);
  const [[count] = []] = (await connection.runAndReadAll("SELECT count(*) FROM reports")).getRows();
  const shards = shardsFor(Number(count));
  const layouts = await fill(buckets, shards, readReports(connection));
  for (let first = 0; first < shards; first += BUCKET) {
    const reports = await reportsIn(bucketFile(buckets, first));
    const wanted = Array.from({ length: Math.min(BUCKET, shards - first) }, (_, i) => first + i);
    await Promise.all(
      wanted.map(async (shard) =>
        writeFile(
          join(data, "reports", `${shard}.bin`),
          await compressed(shardWith(reports.get(shard) ?? [], layouts)),
        ),
      ),
    );
  }
  await rm(buckets, { recursive: true });
  await writeFile(join(data, "reports.json"), `${JSON.stringify({ shards })}\n`);
  await writeFile(join(data, "forms.json"), `${JSON.stringify(Forms.parse(forms))}\n`);
}

const bucketFile = (folder: string, shard: number): string => join(folder, String(Math.floor(shard / BUCKET)));

/** Puts every report into the bucket of its shard, a line each; returns the layouts of their cells. */
async function fill(folder: string, shards: number, reports: AsyncIterable<Report>): Promise<Layouts> {
  const layouts: Layouts = new Map();
  const gathered = new Map<string, string>();
  for await (const report of reports) {
    const shard = shardOf(report, shards);
    const file = bucketFile(folder, shard);
    const lines = `${gathered.get(file) ?? ""}${shard} ${JSON.stringify(packReport(report, layouts))}\n`;
    gathered.set(file, lines);
    if (lines.length < GATHERED) continue;
    await appendFile(file, lines);
    gathered.delete(file);
  }
  for (const [file, lines] of gathered) await appendFile(file, lines);
  return layouts;
}

/** The reports in a bucket by shard. */
async function reportsIn(file: string): Promise<Map<number, PackedReport[]>> {
  const reports = new Map<number, PackedReport[]>();
  if (!existsSync(file)) return reports;
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    if (line === "") continue;
    const space = line.indexOf(" ");
    const shard = Number(line.slice(0, space));
    const report = PackedReport.parse(JSON.parse(line.slice(space)));
    reports.set(shard, [...(reports.get(shard) ?? []), report]);
  }
  return reports;
}

/** Without what differs between machines: the name of the system that a gzip header bears. */
async function compressed(shard: Shard): Promise<Buffer> {
  const bytes = await promisify(gzip)(JSON.stringify(shard));
  bytes[9] = 255;
  return bytes;
}
