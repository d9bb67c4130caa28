import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32, inflateRawSync } from "node:zlib";
import { forbidden, GongkaiError } from "../../data/records/index.ts";
import { parseRecord, type Record } from "./warc-record.ts";

/** Where a record stands: a file of ARCHIVE/raw and the offset of its gzip member. */
export type Place = { file: string; offset: number };

/** A record where it stands; `length`: that of its gzip member. */
export type StoredRecord = { record: Record; place: Place; length: number };

const NAME = /^gongkai-\d{8}T\d{6,9}Z-\d{5,}(-[0-9a-f]{8})?\.warc\.gz$/;

/** Whether a name is one that `warcName` gives. */
export const isWarcFile = (name: string): boolean => NAME.test(name);

/** A name that sorts behind those before it, and that no other archive has, so that archives can be merged: `id` is its first record's. */
export const warcName = (serial: number, begun: Date, id: string): string =>
  `gongkai-${begun.toISOString().replace(/[-:.]/g, "")}-${String(serial).padStart(5, "0")}-${id.slice(-8)}.warc.gz`;

/** When a file was begun, from its name; what cannot be read of it is long ago. */
export function warcBegun(name: string): number {
  const time = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})?Z-/.exec(name)?.slice(1) ?? [];
  const [year = "", month = "", day = "", hour = "", minute = "", second = "", milli = "0"] = time;
  return Date.UTC(+year, +month - 1, +day, +hour, +minute, +second, +milli);
}

/** The WARC files of the store in the order in which they were begun: a record refers only to those before it. */
export function warcFiles(rawDir: string): string[] {
  return readdirSync(rawDir).filter(isWarcFile).sort();
}

/** In bytes; a file that is not there has none. */
export const sizeOf = (rawDir: string, file: string): number =>
  statSync(join(rawDir, file), { throwIfNoEntry: false })?.size ?? 0;

/** The complete records from an offset to the end of the file; where the last one is torn, returns its offset. */
export async function* readRecords(
  rawDir: string,
  file: string,
  from: number,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<StoredRecord, { torn: number | null }> {
  const fd = openToRead(rawDir, file);
  try {
    const end = Math.min(to, fstatSync(fd).size);
    let offset = from;
    while (offset < end) {
      const member = readMember(fd, file, offset, end);
      if (member === null) return { torn: offset };
      const record = await parseRecord(member.bytes);
      if (record === null) throw damaged(file, offset, "holds no WARC record");
      yield { record, place: { file, offset }, length: member.length };
      offset += member.length;
    }
    return { torn: null };
  } finally {
    closeSync(fd);
  }
}

/** The record at a place. Throws a GongkaiError where it is damaged or not there. */
export async function readRecord(rawDir: string, place: Place): Promise<Record> {
  const fd = openToRead(rawDir, place.file);
  try {
    const member = readMember(fd, place.file, place.offset, fstatSync(fd).size);
    const record = member && (await parseRecord(member.bytes));
    if (!record) throw damaged(place.file, place.offset, "is cut off");
    return record;
  } finally {
    closeSync(fd);
  }
}

/** What keeps the record at a place from being read, in a sentence; null where it can be, and where the file ends there or in the middle of it. */
export async function damageAt(rawDir: string, { file, offset }: Place): Promise<string | null> {
  const reader = readRecords(rawDir, file, offset);
  try {
    await reader.next();
    return null;
  } catch (error) {
    if (error instanceof GongkaiError) return error.message;
    throw error;
  } finally {
    await reader.return({ torn: null });
  }
}

function openToRead(rawDir: string, file: string): number {
  try {
    return openSync(join(rawDir, file), "r");
  } catch (cause) {
    const why = forbidden(cause) ?? `raw/${file} cannot be read: put it back from a copy`;
    throw new GongkaiError(why, undefined, { cause });
  }
}

const HEAD = 10;
const TRAILER = 8;
const FIRST_WINDOW = 64 * 1024;

/** Unpacks the gzip member at an offset and says where it ends; null where the file ends first. */
function readMember(
  fd: number,
  file: string,
  offset: number,
  end: number,
): { bytes: Uint8Array; length: number } | null {
  for (let window = FIRST_WINDOW; ; window *= 4) {
    const size = Math.max(0, Math.min(window, end - offset));
    const packed = Buffer.alloc(size);
    if (readSync(fd, packed, 0, size, offset) < size) return null;
    const whole = size === end - offset;
    // Blocks that a power cut left allocated but never written are zeros: torn, not damaged.
    if (whole && packed.every((byte) => byte === 0)) return null;
    if (size >= HEAD && !isHead(packed)) throw damaged(file, offset, "is no gzip member");
    const member = inflateMember(packed, file, offset);
    if (member) return member;
    if (whole) return null;
  }
}

/** As zlib writes it: no name, no time, no extra. No checksum covers these bytes. */
const isHead = (packed: Buffer): boolean =>
  packed.readUInt32BE(0) === 0x1f8b0800 && packed.readUInt32BE(4) === 0 && packed[8] === 0;

function inflateMember(packed: Buffer, file: string, offset: number): { bytes: Uint8Array; length: number } | null {
  if (packed.length < HEAD + TRAILER) return null;
  const stream = inflated(packed.subarray(HEAD), file, offset);
  if (stream === null) return null;
  const trailer = HEAD + stream.consumed;
  if (packed.length < trailer + TRAILER) return null;
  const { bytes } = stream;
  if (packed.readUInt32LE(trailer) !== crc32(bytes) || packed.readUInt32LE(trailer + 4) !== bytes.length % 2 ** 32)
    throw damaged(file, offset, "fails its checksum");
  return { bytes, length: trailer + TRAILER };
}

function inflated(deflated: Buffer, file: string, offset: number): { bytes: Buffer; consumed: number } | null {
  try {
    // Node's own gunzip runs on through the members that follow; the raw stream tells where it ended.
    const result: unknown = inflateRawSync(deflated, { info: true });
    if (isInflated(result)) return { bytes: result.buffer, consumed: result.engine.bytesWritten };
    throw new TypeError("zlib gives no info");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR") return null;
    throw damaged(file, offset, "cannot be unpacked", error);
  }
}

/** `info` is documented, but missing in the types. */
function isInflated(value: unknown): value is { buffer: Buffer; engine: { bytesWritten: number } } {
  return typeof value === "object" && value !== null && "buffer" in value && "engine" in value;
}

const damaged = (file: string, offset: number, what: string, cause?: unknown): GongkaiError =>
  new GongkaiError(`raw/${file}: the record at ${offset} ${what}: put the file back from a copy`, undefined, { cause });
