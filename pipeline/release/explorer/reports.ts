import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { forms } from "../../../data/forms/index.ts";
import type { Release } from "../opened.ts";
import { type Packed, packedReports } from "./packed-reports.ts";
import { Forms } from "./page/reports/forms.ts";
import { shardOf, shardsFor } from "./page/reports/shard-of.ts";

/** How many shards pass through one bucket: what of all reports is held in memory at once. */
const BUCKET = 16;
/** How many characters are gathered for all buckets before they go to disk. */
const GATHERED = 1 << 24;

/**
 * Writes explorer/data/reports/SHARD.bin, all that a release holds of each report, and explorer/data/reports.json, which says how many
 * shards there are, and explorer/data/forms.json, the forms that their cells are laid out in. A shard is gzip (named .bin so that no server unpacks it on the way) of a
 * `Shard` in JSON. The reports come by their years and ids and go by their organs: on the way they lie in buckets on disk.
 */
export async function writeReports({ folder, connection }: Release): Promise<void> {
  const data = join(folder, "explorer", "data");
  const buckets = join(data, "buckets");
  await mkdir(join(data, "reports"), { recursive: true });
  await mkdir(buckets);
  const [[count] = []] = (await connection.runAndReadAll("SELECT count(*) FROM reports")).getRows();
  const shards = shardsFor(Number(count));
  const layouts = await fill(buckets, shards, packedReports(connection));
  for (let first = 0; first < shards; first += BUCKET) {
    const reports = await reportsIn(bucketFile(buckets, first));
    const wanted = Array.from({ length: Math.min(BUCKET, shards - first) }, (_, i) => first + i);
    await Promise.all(
      wanted.map(async (shard) =>
        writeFile(
          join(data, "reports", `${shard}.bin`),
          await compressed(shardOfLines(reports.get(shard) ?? [], layouts)),
        ),
      ),
    );
  }
  await rm(buckets, { recursive: true });
  await writeFile(join(data, "reports.json"), `${JSON.stringify({ shards })}\n`);
  await writeFile(join(data, "forms.json"), `${JSON.stringify(Forms.parse(forms))}\n`);
}

const bucketFile = (folder: string, shard: number): string => join(folder, String(Math.floor(shard / BUCKET)));

/** A report on its way: the digest of its layout, and the rest of it as it will stand in the shard. */
type Line = { layout: string; rest: string };

/** Puts every report into the bucket of its shard, a line each; returns the addresses of the layouts met, by their digests. */
async function fill(folder: string, shards: number, reports: AsyncIterable<Packed>): Promise<Map<string, string[]>> {
  const layouts = new Map<string, string[]>();
  const gathered = new Map<string, string[]>();
  let size = 0;
  const write = async (): Promise<void> => {
    for (const [file, lines] of gathered) await appendFile(file, lines.join(""));
    gathered.clear();
    size = 0;
  };
  for await (const { layout, addresses, rest, ...placed } of reports) {
    if (!layouts.has(layout)) layouts.set(layout, await addresses());
    const shard = shardOf(placed, shards);
    const file = bucketFile(folder, shard);
    const lines = gathered.get(file) ?? [];
    lines.push(`${shard}\t${layout}\t${rest}\n`);
    gathered.set(file, lines);
    size += rest.length;
    if (size > GATHERED) await write();
  }
  await write();
  return layouts;
}

/** The reports in a bucket by shard. */
async function reportsIn(file: string): Promise<Map<number, Line[]>> {
  const reports = new Map<number, Line[]>();
  if (!existsSync(file)) return reports;
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    if (line === "") continue;
    const [shard = "", layout = ""] = line.split("\t", 2);
    const those = reports.get(Number(shard)) ?? [];
    those.push({ layout, rest: line.slice(shard.length + layout.length + 2) });
    reports.set(Number(shard), those);
  }
  return reports;
}

/** The JSON of a shard. */
function shardOfLines(lines: readonly Line[], layouts: ReadonlyMap<string, string[]>): string {
  const used = [...new Set(lines.map(({ layout }) => layout))];
  const reports = lines.map(({ layout, rest }) => `{"layout":${used.indexOf(layout)},${rest}`);
  return `{"layouts":${JSON.stringify(used.map((layout) => layouts.get(layout) ?? []))},"reports":[${reports.join(",")}]}`;
}

/** Without what differs between machines: the name of the system that a gzip header bears. */
async function compressed(shard: string): Promise<Buffer> {
  const bytes = await promisify(gzip)(shard);
  bytes[9] = 255;
  return bytes;
}
