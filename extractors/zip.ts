import { crc32, inflateRawSync } from "node:zlib";
import { UnreadableError } from "../data/records/index.ts";
import { latin1 } from "./carrier.ts";
import { decodeText } from "./charset.ts";

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
export const MAX_UNPACKED = 200 * 2 ** 20;

const [LOCAL, CENTRAL, END, END_64, LOCATOR_64] = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50];
/** Stands in a field that is too small for its value: a ZIP64 record has it. */
const [IN_ZIP64_16, IN_ZIP64_32] = [0xffff, 0xffffffff];
const [STORED, DEFLATED] = [0, 8];

export const isZip = (bytes: Uint8Array): boolean =>
  latin1(bytes, 0, 4) === "PK\x03\x04" || latin1(bytes, 0, 4) === "PK\x05\x06";

/**
 * The entries of a ZIP. Throws `truncated` where the directory at its end is not whole, `too_large` where it declares too much
 * or the same bytes more than once.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(bytes, view);
  const entries: (ZipEntry & { least: number })[] = [];
  let at = directory.offset;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw cutShort();
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) throw cutShort();
    const flags = view.getUint16(at + 8, true);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const extra = extraFields(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    const [size, packed, offset] = sizes(view, at, extra.get(0x0001));
    entries.push({
      name: nameOf(name, (flags & 0x800) !== 0, extra.get(0x7075)),
      encrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed,
      size,
      crc: view.getUint32(at + 16, true),
      offset,
      least: 30 + nameLength + packed,
    });
    at = next;
  }
  if (entries.reduce((sum, e) => sum + e.size, 0) > MAX_UNPACKED) throw tooLarge();
  entries
    .toSorted((a, b) => a.offset - b.offset)
    .reduce((end, e) => {
      if (e.offset < end) throw tooLarge();
      return e.offset + e.least;
    }, 0);
  return entries.map(({ least: _, ...entry }) => entry);
}

/** Where the directory begins and how many entries it has: by the record at the end, or by the ZIP64 record that it leads to. */
function directoryOf(bytes: Uint8Array, view: DataView): { offset: number; count: number } {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf("PK\x05\x06");
  if (end < 0 || end + 22 > bytes.length || view.getUint32(end, true) !== END) throw cutShort();
  const [count, offset] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count !== IN_ZIP64_16 && offset !== IN_ZIP64_32) return { offset, count };
  if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR_64) return { offset, count };
  const record = Number(view.getBigUint64(end - 12, true));
  if (record + 56 > bytes.length || view.getUint32(record, true) !== END_64) throw cutShort();
  return { offset: Number(view.getBigUint64(record + 48, true)), count: Number(view.getBigUint64(record + 32, true)) };
}

/** The extra fields of an entry by their kind. */
function extraFields(bytes: Uint8Array): Map<number, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = view.getUint16(at + 2, true);
    fields.set(view.getUint16(at, true), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** An entry's size, packed size and offset; those that do not fit stand in the ZIP64 field, in this order. */
function sizes(
  view: DataView,
  at: number,
  zip64: Uint8Array | undefined,
): [size: number, packed: number, offset: number] {
  const large = zip64 && new DataView(zip64.buffer, zip64.byteOffset, zip64.byteLength);
  let used = 0;
  const value = (small: number): number => {
    if (small !== IN_ZIP64_32 || !large) return small;
    if (used + 8 > large.byteLength) throw cutShort();
    used += 8;
    return Number(large.getBigUint64(used - 8, true));
  };
  return [
    value(view.getUint32(at + 24, true)),
    value(view.getUint32(at + 20, true)),
    value(view.getUint32(at + 42, true)),
  ];
}

/** A name is UTF-8 where the entry says so; else in the code page of whoever packed it, which in China is GBK. */
function nameOf(name: Uint8Array, isUtf8: boolean, unicode: Uint8Array | undefined): string {
  if (isUtf8) return new TextDecoder().decode(name);
  const isCurrent =
    unicode &&
    unicode.length > 5 &&
    new DataView(unicode.buffer, unicode.byteOffset).getUint32(1, true) === crc32(name);
  return isCurrent ? new TextDecoder().decode(unicode.subarray(5)) : decodeText(name, "gb18030");
}

/**
 * An entry's bytes. Never more than the directory declares: a lying size is `too_large`, damaged data `truncated`, what needs a
 * password `encrypted`, what is packed in a rare way `unsupported`.
 */
export function unzip(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.encrypted) throw new UnreadableError("encrypted", "it needs a password: pack it without one");
  const data = unpacked(bytes, entry);
  if (data.length !== entry.size || crc32(data) !== entry.crc) throw cutShort();
  return data;
}

function unpacked(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL) throw cutShort();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED)
    throw new UnreadableError(
      "unsupported",
      `it is packed in a way that is not read (method ${entry.method}): pack it again`,
    );
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
    "the file would unpack to more than 200 MB, or to more than it declares or holds: it is not read",
  );
