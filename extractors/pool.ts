import PQueue from "p-queue";
import { type Extraction, UnreadableError } from "../data/records/index.ts";
import type { Hints } from "./carrier.ts";
import { type Conversion, readConverted } from "./conversion.ts";
import { named } from "./extract.ts";
import { fromPlain } from "./plain.ts";
import type { WorkerAnswer, WorkerTask } from "./worker.ts";
import { type WorkerLimits, WorkerProcess } from "./worker-process.ts";

export type ExtractionPool = {
  /** As `extract`, in a worker. Throws UnreadableError `timeout`, `too_large` or `crashed` where a document takes more than its share. */
  extract(bytes: Uint8Array, hints: Hints): Promise<Extraction>;
  /** Ends all workers; documents still being read are given up. */
  close(): Promise<void>;
};

/**
 * Worker processes kept warm, each reading one document at a time. A document that takes longer than `timeoutMs`, or more
 * memory than `memoryMb`, is given up alone: its worker is replaced and the others go on.
 */
export function createExtractionPool({ workers, ...limits }: WorkerLimits & { workers: number }): ExtractionPool {
  const all = Array.from({ length: workers }, () => new WorkerProcess(limits));
  const free = [...all];
  // A document's clock runs from when a worker takes it, not while it waits for one.
  const queue = new PQueue({ concurrency: workers });
  const read = async (bytes: Uint8Array, hints: Hints): Promise<Extraction | Conversion> => {
    const worker = free.pop();
    if (worker === undefined) throw new RangeError("more documents are being read than there are workers");
    try {
      return fromAnswer(await answered(worker, { bytes, hints }));
    } finally {
      free.push(worker);
    }
  };
  return {
    // While a document is converted, no worker waits for it.
    extract: (bytes, hints) => named(hints, () => readConverted(bytes, (some) => queue.add(() => read(some, hints)))),
    async close() {
      queue.clear();
      for (const worker of all) worker.close();
    },
  };
}

/** What ends a worker may come late, from a document that it has answered already: only what ends two is the document's own. */
async function answered(worker: WorkerProcess, task: WorkerTask): Promise<WorkerAnswer> {
  try {
    return await worker.read(task);
  } catch (error) {
    if (error instanceof UnreadableError && error.code === "crashed") return await worker.read(task);
    throw error;
  }
}

function fromAnswer(answer: WorkerAnswer): Extraction | Conversion {
  if ("code" in answer) throw new UnreadableError(answer.code, answer.message, { exitCode: answer.exitCode });
  if ("extraction" in answer) return fromPlain(answer.extraction);
  return { ...answer.conversion, otherwise: answer.otherwise && fromPlain(answer.otherwise) };
}
