import { UnreadableError } from "../../data/records/index.ts";

/** The numbers in a stream, little-endian. Whatever points outside of it is damage. */
export type Binary = {
  length: number;
  u8(at: number): number;
  u16(at: number): number;
  i16(at: number): number;
  u32(at: number): number;
  slice(at: number, length: number): Uint8Array;
};

export function binary(bytes: Uint8Array): Binary {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (at: number, length: number): number => {
    if (at < 0 || length < 0 || at + length > bytes.length) throw damaged();
    return at;
  };
  return {
    length: bytes.length,
    u8: (at) => view.getUint8(inside(at, 1)),
    u16: (at) => view.getUint16(inside(at, 2), true),
    i16: (at) => view.getInt16(inside(at, 2), true),
    u32: (at) => view.getUint32(inside(at, 4), true),
    slice: (at, length) => bytes.subarray(inside(at, length), at + length),
  };
}

export const damaged = (): UnreadableError =>
  new UnreadableError("truncated", "the Word document is damaged and cannot be read: fetch it again");
