import { latin1 } from "../carrier.ts";

/** One format of picture: how it begins, how it ends where that can be told, and where its size stands. */
type ImageFormat = {
  name: string;
  mediaType: string;
  begins: RegExp;
  ends?: RegExp;
  /** Width and height as the header says them; null where it is cut short. */
  size(bytes: DataView): { width: number; height: number } | null;
};

/** A file may have a few bytes behind its end mark. */
export const END_WITHIN = 64;

const FORMATS: readonly ImageFormat[] = [
  {
    name: "PNG",
    mediaType: "image/png",
    begins: /^\x89PNG/,
    ends: /IEND/,
    size: (b) => (b.byteLength < 24 ? null : { width: b.getUint32(16), height: b.getUint32(20) }),
  },
  { name: "JPEG", mediaType: "image/jpeg", begins: /^\xFF\xD8\xFF/, ends: /\xFF\xD9/, size: jpegSize },
  {
    name: "GIF",
    mediaType: "image/gif",
    begins: /^GIF8/,
    size: (b) => (b.byteLength < 10 ? null : { width: b.getUint16(6, true), height: b.getUint16(8, true) }),
  },
  {
    name: "BMP",
    mediaType: "image/bmp",
    begins: /^BM.{4}\0{4}/s,
    size: (b) => (b.byteLength < 26 ? null : { width: b.getInt32(18, true), height: Math.abs(b.getInt32(22, true)) }),
  },
  { name: "WebP", mediaType: "image/webp", begins: /^RIFF.{4}WEBP/s, size: webpSize },
];

export const formatOf = (bytes: Uint8Array): ImageFormat | undefined => {
  const head = latin1(bytes, 0, 16);
  return FORMATS.find(({ begins }) => begins.test(head));
};

/** The size stands in the segment that begins a frame, behind any number of others. */
function jpegSize(b: DataView): { width: number; height: number } | null {
  for (let at = 2; at + 9 < b.byteLength; at += 2 + b.getUint16(at + 2)) {
    while (at + 9 < b.byteLength && b.getUint8(at) === 0xff && b.getUint8(at + 1) === 0xff) at += 1;
    const marker = b.getUint8(at + 1);
    if (b.getUint8(at) !== 0xff) return null;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: b.getUint16(at + 7), height: b.getUint16(at + 5) };
  }
  return null;
}

function webpSize(b: DataView): { width: number; height: number } | null {
  if (b.byteLength < 30) return null;
  const kind = String.fromCharCode(b.getUint8(12), b.getUint8(13), b.getUint8(14), b.getUint8(15));
  if (kind === "VP8X")
    return {
      width: (b.getUint32(24, true) & 0xffffff) + 1,
      height: (b.getUint16(27, true) | (b.getUint8(29) << 16)) + 1,
    };
  if (kind === "VP8L") {
    const bits = b.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: b.getUint16(26, true) & 0x3fff, height: b.getUint16(28, true) & 0x3fff };
}
