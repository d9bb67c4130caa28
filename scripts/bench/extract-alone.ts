import { createExtractionPool } from "../../extractors/index.ts";
import { mixed, readAll } from "./extract.ts";

// A process of its own with one worker, that reads a part of the documents whenever it is told to. For extract.ts.
const [start = 0, step = 1] = process.argv.slice(2).map(Number);
const pool = createExtractionPool({ workers: 1, timeoutMs: 60_000, memoryMb: 1024 });
const documents = mixed().filter((_, i) => i % step === start);
process.on("message", async () => {
  await readAll(pool, documents);
  process.send?.("done");
});
process.on("disconnect", () => void pool.close());
process.send?.("ready");
