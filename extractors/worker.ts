import { UnreadableError } from "../data/records/index.ts";
import type { Hints } from "./carrier.ts";
import type { Conversion } from "./conversion.ts";
import { read } from "./extract.ts";
import { type PlainExtraction, toPlain } from "./plain.ts";

/** What crosses the boundary between the pool and its workers: plain data only. */
export type WorkerTask = { bytes: Uint8Array; hints: Hints };
export type WorkerAnswer =
  | { extraction: PlainExtraction }
  | { conversion: Omit<Conversion, "otherwise">; otherwise: PlainExtraction | null }
  | { code: string; message: string };

/** Reads one document in a worker thread. An unreadable document is an answer, not a broken worker. */
export default async function work({ bytes, hints }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const answer = await read(bytes, hints);
    if (!("convert" in answer)) return { extraction: toPlain(answer) };
    const { otherwise, ...conversion } = answer;
    return { conversion, otherwise: otherwise && toPlain(otherwise) };
  } catch (error) {
    if (error instanceof UnreadableError) return { code: error.code, message: error.message };
    throw error;
  }
}
