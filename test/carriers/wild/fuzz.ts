// Broken files of every carrier through the pool: none may end the process, hang, or leave it larger.
// node test/carriers/wild/fuzz.ts --files 20000 [--carrier DOC] [--seed N] [--keep FOLDER]
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { UnreadableError } from "../../../data/records/index.ts";
import { createExtractionPool } from "../../../extractors/index.ts";
import { launchChromium } from "../../chromium.ts";
import { choicesOf } from "../../parser/wild/choices.ts";
import { recipeOf } from "./carried.ts";
import { carriers } from "./carriers.ts";
import { carrierDocument } from "./document.ts";
import { fileMutations } from "./mutations.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    carrier: { type: "string" },
    seed: { type: "string", default: "1" },
    keep: { type: "string" },
  },
});
const ORIGINALS = 12;
const LIMITS = { timeoutMs: 60_000, memoryMb: 1024 };
/** Milliseconds: what takes longer is worth a look. */
const LONG = 5000;

const wanted = carriers.filter(({ name, isHere }) => isHere() && (values.carrier ?? name) === name);
const originals = await rendered();
console.error(`${originals.length} files of ${wanted.length} carriers to break`);

type Outcomes = Map<string, number>;
const byCarrier = new Map<string, Outcomes>();
const memory: number[] = [];
const pool = createExtractionPool({ workers: availableParallelism(), ...LIMITS });
const total = Number(values.files);
let next = 0;
await Promise.all(Array.from({ length: availableParallelism() * 2 }, lane));
await pool.close();

const codes = [...new Set([...byCarrier.values()].flatMap((outcomes) => [...outcomes.keys()]))].sort();
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
console.log(line(["carrier", ...codes]));
console.log(line(["---", ...codes.map(() => "---:")]));
for (const [carrier, outcomes] of byCarrier)
  console.log(line([carrier, ...codes.map((code) => outcomes.get(code) ?? 0)]));
console.log(`resident memory in MB, twenty times on the way: ${memory.join(" ")}`);

async function rendered(): Promise<{ carrier: string; bytes: Uint8Array }[]> {
  let browser: Promise<Browser> | undefined;
  const getBrowser = (): Promise<Browser> => {
    browser ??= launchChromium();
    return browser;
  };
  const documents = Array.from({ length: ORIGINALS }, (_, i) => carrierDocument(recipeOf(i, "wild")));
  const all: { carrier: string; bytes: Uint8Array }[] = [];
  for (const carrier of wanted)
    for (const { bytes } of await (carrier.wild ?? carrier.tidy)(documents, getBrowser))
      all.push({ carrier: carrier.name, bytes });
  await (await browser)?.close();
  return all;
}

async function lane(): Promise<void> {
  while (next < total) {
    const number = next++;
    if (number % Math.ceil(total / 20) === 0) memory.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    await breakOne(Number(values.seed) + number);
  }
}

async function breakOne(seed: number): Promise<void> {
  const raw = createHash("sha512").update(String(seed)).digest();
  const choices = choicesOf([...new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2)]);
  const { carrier, bytes } = choices.one(originals);
  const mutation = choices.one(fileMutations);
  const others = originals.map((original) => original.bytes);
  const broken = mutation.change(bytes, choices, others);
  const from = performance.now();
  const outcome = await pool.extract(broken, {}).then(
    () => "read",
    (error: unknown) => (error instanceof UnreadableError ? error.code : "failed"),
  );
  const took = performance.now() - from;
  if (["failed", "crashed", "timeout"].includes(outcome) || took > LONG) {
    console.error(`seed ${seed}: ${carrier}, ${mutation.name}: ${outcome} after ${Math.round(took)} ms`);
    if (values.keep !== undefined) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, String(seed)), broken);
    }
  }
  const outcomes = byCarrier.get(carrier) ?? new Map<string, number>();
  byCarrier.set(carrier, outcomes);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}
