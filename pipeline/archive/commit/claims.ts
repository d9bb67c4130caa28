import { z } from "zod";
import { objectsOf } from "../ask/known.ts";
import { openTables } from "../ask/query.ts";
import { literal } from "../schema.ts";

const Claim = z.object({ offset: z.number(), sha256: z.string(), url: z.string() });
export type Claim = z.infer<typeof Claim>;

/** What the tables say of raw/: which WARC files there are documents in, and which bytes stand where in one. */
export type Claims = { files: string[]; on(file: string): Promise<Claim[]>; close(): void };

/** Opens what the tables say of raw/; a file at a time, since all of it would not fit into memory. */
export async function openClaims(archiveDir: string): Promise<Claims> {
  const archive = await openTables(archiveDir);
  const { rows } = await archive.query("SELECT DISTINCT warc_file FROM documents ORDER BY warc_file");
  return {
    files: rows.map(([file]) => String(file)),
    on: async (file) =>
      objectsOf(
        await archive.query(
          `SELECT warc_offset AS "offset", document_id AS sha256, url FROM documents WHERE warc_file = ${literal(file)}`,
        ),
      ).map((row) => Claim.parse(row)),
    close: () => archive.close(),
  };
}
