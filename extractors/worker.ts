import { UnreadableError } from "../data/records/index.ts";
import type { Hints } from "./carrier.ts";
import type { Conversion } from "./conversion.ts";
import { read } from "./extract.ts";
import { type PlainExtraction, toPlain } from "./plain.ts";

/** What passes between the pool and its workers: plain data only. */
export type WorkerTask = { bytes: Uint8Array; hints: Hints };
export type WorkerAnswer =
  | { extraction: PlainExtraction }
  | { conversion: Omit<Conversion, "otherwise">; otherwise: PlainExtraction | null }
  | { code: string; message: string; exitCode: number };

// The program of a worker process: reads the documents that it is sent, one at a time, and answers each.
process.on("message", async (task) => {
  if (isTask(task)) process.send?.(await answer(task));
});
// Whoever started it has ended: nobody waits for an answer, nor for the programs that it has started.
process.on("disconnect", () => process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL"));

// A library may give up something that nobody waits for any more, of a document that is answered already.
process.on("unhandledRejection", () => undefined);

/** An unreadable document is an answer, not a broken worker; so is a fault of ours, which says so. */
async function answer({ bytes, hints }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const found = await read(bytes, hints);
    if (!("convert" in found)) return { extraction: toPlain(found) };
    const { otherwise, ...conversion } = found;
    return { conversion, otherwise: otherwise && toPlain(otherwise) };
  } catch (error) {
    const { code, message, exitCode } = error instanceof UnreadableError ? error : failed(error);
    return { code, message, exitCode };
  }
}

const failed = (error: unknown): UnreadableError =>
  new UnreadableError("failed", `reading it failed (${String(error)}): please report this, with the document`);

const isTask = (message: unknown): message is WorkerTask =>
  typeof message === "object" && message !== null && "bytes" in message && "hints" in message;
