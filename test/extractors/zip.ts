import { crc32 } from "node:zlib";

/**
 * `deflated`: the data is deflated already, and this is the size to declare for it. `flags`, `extra`: as the directory has them.
 * `zip64`: its sizes and place stand in a ZIP64 field.
 */
export type ZipPart = {
  name: string | Uint8Array;
  data: Uint8Array;
  deflated?: number;
  flags?: number;
  extra?: Uint8Array;
  zip64?: boolean;
};

const UNKNOWN = 0xffffffff;

/** A ZIP of these parts, lies about their sizes included; its directory is found by a ZIP64 record where a part has one. */
export function zip(parts: ZipPart[]): Uint8Array {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, deflated, flags = 0, extra, zip64 = false } of parts) {
    const size = deflated ?? data.length;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(deflated === undefined ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(zip64 ? UNKNOWN : data.length, 14);
    fields.writeUInt32LE(zip64 ? UNKNOWN : size, 18);
    fields.writeUInt16LE(Buffer.from(name).length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), data]);
    const more = zip64
      ? field(0x0001, Buffer.from(new BigUint64Array([size, data.length, offset].map(BigInt)).buffer))
      : extra;
    fields.writeUInt16LE(more?.length ?? 0, 24);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(zip64 ? UNKNOWN : offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, rest, Buffer.from(name), more ?? Buffer.alloc(0)]),
    );
    body.push(local);
    offset += local.length;
  }
  const length = Buffer.concat(directory).length;
  const isLarge = parts.some((part) => part.zip64);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(isLarge ? 0xffff : parts.length, 4);
  end.writeUInt16LE(isLarge ? 0xffff : parts.length, 6);
  end.writeUInt32LE(length, 8);
  end.writeUInt32LE(isLarge ? UNKNOWN : offset, 12);
  const large = isLarge ? [largeEnd(parts.length, length, offset)] : [];
  return Buffer.concat([...body, ...directory, ...large, Buffer.from("PK\x05\x06"), end]);
}

/** An extra field of an entry. */
export function field(kind: number, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(kind, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

function largeEnd(count: number, length: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4);
  for (const [value, at] of [
    [count, 24],
    [count, 32],
    [length, 40],
    [offset, 48],
  ] as const)
    record.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(offset + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
