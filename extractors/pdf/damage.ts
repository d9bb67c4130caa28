import { inflateSync } from "node:zlib";

/** A stream's dictionary stands before it; no dictionary of a text stream is longer. */
const DICTIONARY = 600;
const MAX_STREAM = 20 * 2 ** 20;
const MAX_INFLATED = 64 * 2 ** 20;

/**
 * How many compressed streams of a PDF are damaged. pdf.js reads such a stream as far as it can and says nothing, so that the
 * rest of a page is lost without a word; the checksum at the end of each stream tells. Pictures are not read and do not count.
 */
export function damagedStreams(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes("/Encrypt")) return 0; // what is encrypted cannot be inflated as it stands
  let damaged = 0;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at)) {
    const before = file.toString("latin1", Math.max(0, at - DICTIONARY), at);
    at += "stream".length;
    if (before.endsWith("end")) continue;
    const dictionary = before.slice(before.lastIndexOf(" obj"));
    if (!/\/Filter\s*(\[\s*\/FlateDecode\s*\]|\/FlateDecode)/.test(dictionary) || /\/Image\b/.test(dictionary))
      continue;
    const start = at + (file[at] === 0x0d ? 2 : 1);
    const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const end = length === undefined ? file.indexOf("endstream", start) : start + Number(length);
    if (end > start && end - start < MAX_STREAM && !isWhole(file.subarray(start, end))) damaged++;
    at = Math.max(at, end);
  }
  return damaged;
}

function isWhole(stream: Buffer): boolean {
  try {
    inflateSync(stream, { maxOutputLength: MAX_INFLATED });
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  }
}
