import { z } from "zod";
import { type StoredResponse, VERDICTS } from "./types.ts";

/** A stored response with what only the store itself needs. */
export type Indexed = StoredResponse & {
  id: number;
  /** The WARC record that holds the body, and what it answered when. */
  bodyRecord: string;
  bodyUrl: string;
  bodyRetrieved: string;
};

/** All that a row of the index says of a response, with the row of the record that holds its body. */
export const SELECT = `
  SELECT r.id, r.run, r.method, r.url, r.status, r.headers, r.retrieved, r.sha256, r.verdict, r.unchanged,
    r.file, r.offset, b.file AS body_file, b.offset AS body_offset, b.record_id AS body_record,
    b.url AS body_url, b.retrieved AS body_retrieved
  FROM responses r JOIN responses b ON b.id = coalesce(r.body_id, r.id)`;

const Row = z.object({
  id: z.number(),
  run: z.string(),
  method: z.enum(["GET", "POST", "RENDER"]),
  url: z.string(),
  status: z.number(),
  headers: z.string(),
  retrieved: z.string(),
  sha256: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  unchanged: z.number(),
  file: z.string(),
  offset: z.number(),
  body_file: z.string(),
  body_offset: z.number(),
  body_record: z.string(),
  body_url: z.string(),
  body_retrieved: z.string(),
});

const Headers = z.array(z.tuple([z.string(), z.string()]));

/** A response from what `SELECT` gives of it. */
export function indexed(value: unknown): Indexed {
  const row = Row.parse(value);
  return {
    id: row.id,
    run: row.run,
    method: row.method,
    url: row.url,
    status: row.status,
    headers: Headers.parse(JSON.parse(row.headers)),
    retrieved: row.retrieved,
    sha256: row.sha256,
    verdict: row.verdict,
    unchanged: row.unchanged === 1,
    warcFile: row.file,
    warcOffset: row.offset,
    bodyFile: row.body_file,
    bodyOffset: row.body_offset,
    bodyRecord: row.body_record,
    bodyUrl: row.body_url,
    bodyRetrieved: row.body_retrieved,
  };
}
