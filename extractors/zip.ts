import { crc32, inflateRawSync } from "node:zlib";
import { UnreadableError } from "../data/records/index.ts";
import { latin1 } from "./carrier.ts";

/** An entry of a ZIP's central directory. */
export type ZipEntry = {
  name: string;
  method: number;
  packed: number;
  size: number;
  crc: number;
  offset: number;
  encrypted: boolean;
};

/** No report comes near this; a ZIP that unpacks to more is an attack or a mistake. */
const MAX_UNPACKED = 200 * 2 ** 20;

export const isZip = (bytes: Uint8Array): boolean =>
  latin1(bytes, 0, 4) === "PK\x03\x04" || latin1(bytes, 0, 4) === "PK\x05\x06";

/** The entries of a ZIP. Throws `truncated` where the directory at its end is not whole, `too_large` where it declares too much. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf("PK\x05\x06");
  if (end < 0 || end + 22 > bytes.length) throw cutShort();
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw cutShort();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString("utf8"),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (entries.reduce((sum, e) => sum + e.size, 0) > MAX_UNPACKED) throw tooLarge();
  return entries;
}

/** An entry's bytes. Never more than the directory declares: a lying size is `too_large`, damaged data `truncated`. */
export function unzip(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const data = unpacked(bytes, entry);
  if (crc32(data) !== entry.crc) throw cutShort();
  return data;
}

function unpacked(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length) throw cutShort();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    const overflow = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw overflow ? tooLarge() : cutShort();
  }
}

const cutShort = (): UnreadableError =>
  new UnreadableError(
    "truncated",
    "the file is cut short or damaged (its ZIP directory or data is broken): fetch it again",
  );
const tooLarge = (): UnreadableError =>
  new UnreadableError(
    "too_large",
    "the file would unpack to more than 200 MB, or to more than it declares: it is not read",
  );
