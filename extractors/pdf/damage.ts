import { inflateSync } from "node:zlib";
import { UnreadableError } from "../../data/records/index.ts";

/** A stream's dictionary stands before it; no dictionary of a text stream is longer. */
const DICTIONARY = 600;
const MAX_STREAM = 20 * 2 ** 20;
const MAX_INFLATED = 64 * 2 ** 20;

/**
 * How many compressed streams of a PDF are damaged. pdf.js reads such a stream as far as it can and says nothing, so that the
 * rest of a page is lost without a word; the checksum at the end of each stream tells. Pictures are not read and do not count.
 * Throws `too_large` where a stream holds more than any page does: pdf.js would take all the memory there is for it, none of
 * which a worker's limit counts.
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
    const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? "";
    const times = filter.match(/\/FlateDecode/g)?.length ?? 0;
    if (times === 0 || filter.match(/\//g)?.length !== times || /\/Image\b/.test(dictionary)) continue;
    const start = at + (file[at] === 0x0d ? 2 : 1);
    const length = /\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const end = length === undefined ? file.indexOf("endstream", start) : start + Number(length);
    if (end > start && end - start < MAX_STREAM && !isWhole(file.subarray(start, end), times)) damaged++;
    at = Math.max(at, end);
  }
  return damaged;
}

/** Whether a stream that was compressed so many times can be inflated to its end. */
function isWhole(stream: Buffer, times: number): boolean {
  try {
    let data = stream;
    for (let i = 0; i < times; i++) data = inflateSync(data, { maxOutputLength: MAX_INFLATED });
    return true;
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE")) return false;
    throw new UnreadableError("too_large", "a compressed part of the PDF holds more than 64 MB: it is not read", {
      cause,
    });
  }
}
