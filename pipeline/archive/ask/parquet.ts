import { writeWhole } from "../../../data/records/index.ts";
import { literal } from "../schema.ts";
import { openScratch } from "../scratch.ts";
import type { RawAnswer } from "./answer.ts";

/**
 * Writes an answer to a Parquet file, whole or not at all; returns its number of rows. It goes through a database of its own,
 * so that no SQL of a user ever runs where files can be written.
 */
export const exportParquet = ({ names, types, chunks }: RawAnswer, file: string): Promise<number> =>
  writeWhole(file, async (draft) => {
    const { connection, close } = await openScratch("256MB");
    try {
      const columns = names.map((name, i) => `"${name.replaceAll('"', '""')}" ${types[i]}`);
      await connection.run(`CREATE TABLE answer (${columns.join(", ")})`);
      const appender = await connection.createAppender("answer");
      for await (const chunk of chunks()) appender.appendDataChunk(chunk);
      appender.closeSync();
      const copied = await connection.runAndReadAll(
        `COPY answer TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
      );
      return Number(copied.getRows()[0]?.[0]);
    } finally {
      close();
    }
  });
