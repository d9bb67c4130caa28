import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";

/** A small file can unpack to anything; no report is larger than this. */
const LARGEST = 256 * 1024 * 1024;
const limit = { maxOutputLength: LARGEST };

type Decoder = (bytes: Uint8Array) => Promise<Uint8Array>;

const gzip: Decoder = (bytes) => promisify(gunzip)(bytes, limit);

const DECODERS: Record<string, Decoder> = {
  gzip,
  "x-gzip": gzip,
  br: (bytes) => promisify(brotliDecompress)(bytes, limit),
  // RFC 9110 means zlib by it; some servers send the bare stream.
  deflate: (bytes) => promisify(inflate)(bytes, limit).catch(() => promisify(inflateRaw)(bytes, limit)),
};

/**
 * The body with its content encoding undone. A coding that doesn't exist (servers say `Content-Encoding: UTF-8`) is no
 * coding, as in browsers. Throws where the bytes are not what the header says.
 */
export async function decodeBody(body: Uint8Array, contentEncoding: string | null): Promise<Uint8Array> {
  if (body.length === 0) return body;
  let decoded = body;
  for (const coding of (contentEncoding ?? "").toLowerCase().split(",").reverse())
    decoded = (await DECODERS[coding.trim()]?.(decoded)) ?? decoded;
  return decoded;
}
