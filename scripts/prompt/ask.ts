import { type Archive, RESULT_FORMATS, type ResultFormat } from "../../pipeline/archive/index.ts";
import { clearProgress, sqlProgress } from "../progress.ts";

/** Asks, showing how it goes on; gives the number of rows and the answer as it is to be printed, piece by piece. */
export async function ask(
  archive: Archive,
  sql: string,
  format: ResultFormat,
  signal: AbortSignal,
): Promise<{ rows: number; pieces: AsyncGenerator<string> }> {
  const answer = await archive.answer(sql, { signal, onProgress: sqlProgress() }).finally(clearProgress);
  return { rows: answer.rows, pieces: until(signal, RESULT_FORMATS[format](answer)) };
}

async function* until(signal: AbortSignal, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}
