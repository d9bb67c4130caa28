import type { Picture } from "./picture.ts";

const SHORT = 3;
const LONG = 4;
const HEADER = 8;

/** Pictures as the pages of one TIFF, uncompressed. What reads it thinks of `dpi` dots per inch. */
export function tiffOf(pictures: readonly Picture[], dpi: number): Buffer {
  const parts: Buffer[] = [];
  let end = HEADER;
  const append = (part: Buffer): number => {
    const at = end;
    const padded = part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]);
    parts.push(padded);
    end += padded.length;
    return at;
  };
  const resolution = Buffer.alloc(8);
  resolution.writeUInt32LE(dpi, 0);
  resolution.writeUInt32LE(1, 4);
  const resolutionAt = append(resolution);
  const directories = pictures.map(({ width, height, data }) => {
    const at = append(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    return directory([
      [256, LONG, width],
      [257, LONG, height],
      [258, SHORT, 8],
      [259, SHORT, 1],
      [262, SHORT, 1],
      [273, LONG, at],
      [277, SHORT, 1],
      [278, LONG, height],
      [279, LONG, width * height],
      [282, 5, resolutionAt],
      [283, 5, resolutionAt],
      [296, SHORT, 2],
    ]);
  });
  const header = Buffer.from("II*\0\0\0\0\0", "latin1");
  header.writeUInt32LE(pictures.length === 0 ? 0 : end, 4);
  directories.forEach((bytes, i) => {
    const next = append(bytes) + bytes.length;
    bytes.writeUInt32LE(i === directories.length - 1 ? 0 : next, bytes.length - 4);
  });
  return Buffer.concat([header, ...parts]);
}

function directory(entries: [tag: number, type: number, value: number][]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, value], i) => {
    const at = 2 + i * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}
