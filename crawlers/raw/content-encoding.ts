import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** A small file can unpack to anything; no report is larger than this. */
const limit = { maxOutputLength: 256 * 1024 * 1024 };

type Decoder = (bytes: Uint8Array) => Uint8Array;

const gzip: Decoder = (bytes) => gunzipSync(bytes, limit);

const DECODERS: Record<string, Decoder> = {
  gzip,
  "x-gzip": gzip,
  br: (bytes) => brotliDecompressSync(bytes, limit),
  // RFC 9110 means zlib by it; some servers send the bare stream, which begins otherwise.
  deflate: (bytes) => (isZlib(bytes) ? inflateSync(bytes, limit) : inflateRawSync(bytes, limit)),
};

const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;

/**
 * The body with its content encoding undone. A coding that doesn't exist (servers say `Content-Encoding: UTF-8`) is no
 * coding, as in browsers. Throws where the bytes are not what the header says.
 */
export function decodeBody(body: Uint8Array, contentEncoding: string | null): Uint8Array {
  if (body.length === 0 || contentEncoding === null) return body;
  const codings = contentEncoding.toLowerCase().split(",").reverse();
  return codings.reduce((decoded, coding) => DECODERS[coding.trim()]?.(decoded) ?? decoded, body);
}
