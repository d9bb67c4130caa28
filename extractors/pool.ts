import PQueue from "p-queue";
import { Piscina } from "piscina";
import { type Extraction, UnreadableError } from "../data/records/index.ts";
import type { Hints } from "./carrier.ts";
import { type Conversion, readConverted } from "./conversion.ts";
import { named } from "./extract.ts";
import { fromPlain } from "./plain.ts";
import type { WorkerAnswer, WorkerTask } from "./worker.ts";

export type ExtractionPool = {
  /** As `extract`, in a worker. Throws UnreadableError `timeout` or `too_large` where a document takes more than its share. */
  extract(bytes: Uint8Array, hints: Hints): Promise<Extraction>;
  /** Ends all workers; documents still being read are given up. */
  close(): Promise<void>;
};

/**
 * Worker threads kept warm, each reading one document at a time. A document that takes longer than `timeoutMs`, or more heap
 * than `memoryMb`, is given up alone: its worker is replaced and the others go on.
 */
export function createExtractionPool(limits: { threads: number; timeoutMs: number; memoryMb: number }): ExtractionPool {
  const piscina = new Piscina<WorkerTask, WorkerAnswer>({
    filename: new URL("./worker.ts", import.meta.url).href,
    minThreads: limits.threads,
    maxThreads: limits.threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  // Piscina's own queue would let the clock of a document run while it waits for a worker.
  const queue = new PQueue({ concurrency: limits.threads });
  return {
    // While a document is converted, no worker waits for it.
    extract: (bytes, hints) =>
      named(hints, () => readConverted(bytes, (some) => queue.add(() => runLimited(piscina, some, hints, limits)))),
    async close() {
      queue.clear();
      await piscina.destroy();
    },
  };
}

async function runLimited(
  piscina: Piscina<WorkerTask, WorkerAnswer>,
  bytes: Uint8Array,
  hints: Hints,
  limits: { timeoutMs: number; memoryMb: number },
): Promise<Extraction | Conversion> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let answer: WorkerAnswer;
  try {
    answer = await piscina.run({ bytes, hints }, { signal });
  } catch (cause) {
    if (signal.aborted)
      throw new UnreadableError("timeout", `not read within ${limits.timeoutMs / 1000} s: given up`, { cause });
    if (cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY")
      throw new UnreadableError("too_large", `reading it takes more than ${limits.memoryMb} MB of memory: given up`, {
        cause,
      });
    throw cause;
  }
  if ("code" in answer) throw new UnreadableError(answer.code, answer.message);
  if ("extraction" in answer) return fromPlain(answer.extraction);
  return { ...answer.conversion, otherwise: answer.otherwise && fromPlain(answer.otherwise) };
}
