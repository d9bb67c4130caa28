import { type infer as Infer, number, object, safeParse } from "zod/mini";
import { addressOf } from "../release.ts";
import { type Context, ExplorerError } from "../view.ts";
import { words } from "../words.ts";
import { type Report, Shard, unpacked } from "./shard.ts";
import { type Placed, shardOf } from "./shard-of.ts";

const Shards = object({ shards: number() });
type Shards = Infer<typeof Shards>;

/** The shard read last: a reader goes from a report to those beside it. */
let last: { path: string; shard: Shard } | null = null;

/** All reports of an organ in a place, every year and version; of an unknown one, those of the year. Empty where the release has none. */
export async function reportsOf(context: Context, placed: Placed): Promise<Report[]> {
  const { shards }: Shards = await context.data("reports.json", Shards);
  const path = `explorer/data/reports/${shardOf(placed, shards)}.bin`;
  if (last?.path !== path) last = { path, shard: await read(path) };
  return unpacked(last.shard, (facts) => facts.organ === placed.organ && facts.division === placed.division);
}

async function read(path: string): Promise<Shard> {
  const response = await fetch(addressOf(path)).catch((error: unknown) => {
    throw new ExplorerError(words.notThere(path, String(error)));
  });
  if (!response.ok || response.body === null) throw new ExplorerError(words.notThere(path, `HTTP ${response.status}`));
  const content: unknown = await new Response(response.body.pipeThrough(new DecompressionStream("gzip")))
    .json()
    .catch(() => null);
  const parsed = safeParse(Shard, content);
  if (!parsed.success) throw new ExplorerError(words.notRight(path));
  return parsed.data;
}
