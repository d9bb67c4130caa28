import { UnreadableError } from "../../data/records/index.ts";

/** One picture of a TIFF, as its directory says it (TIFF 6.0, section 8). */
export type TiffPage = {
  width: number;
  height: number;
  /** How the rows are packed, and with what choices. */
  compression: number;
  faxOptions: number;
  predictor: number;
  bitsPerSample: number;
  samples: number;
  /** What the samples mean: 0 white is zero, 1 black is zero, 2 RGB, 3 colours of the palette, 5 CMYK, 6 YCbCr. */
  photometric: number;
  palette: number[];
  jpegTables: Uint8Array | null;
  /** The packed rows, so many to a strip, from top to bottom. */
  rowsPerStrip: number;
  strips: Uint8Array[];
};

const TAG = {
  subfile: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  offsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  byteCounts: 279,
  planes: 284,
  faxOptions: 292,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  jpegTables: 347,
} as const;

/** Bytes that a value of each type takes. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 13: 4 };
/** No scan has so many. */
const MOST_PAGES = 1000;
/** Of a smaller picture of the page, and of a mask. */
const NO_PAGE = 1 | 4;

/** The pages of a TIFF, none of them unpacked. Throws `truncated` where the file does not hold what it says, `unsupported` what is kept in a rare way. */
export function tiffPages(bytes: Uint8Array): TiffPage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const short = (at: number): number => (at + 2 <= bytes.length ? view.getUint16(at, little) : cutShort());
  const long = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, little) : cutShort());
  const part = (at: number, length: number): Uint8Array =>
    at + length <= bytes.length ? bytes.subarray(at, at + length) : cutShort();

  const directory = (start: number): Map<number, { type: number; count: number; at: number }> => {
    const entries = Array.from({ length: short(start) }, (_, i) => start + 2 + 12 * i);
    return new Map(
      entries.map((at) => {
        const [type, count] = [short(at + 2), long(at + 4)];
        return [short(at), { type, count, at: (SIZES[type] ?? 8) * count <= 4 ? at + 8 : long(at + 8) }];
      }),
    );
  };

  const page = (entries: ReturnType<typeof directory>): TiffPage => {
    const values = (tag: number): number[] => {
      const { type = 0, count = 0, at = 0 } = entries.get(tag) ?? {};
      const size = SIZES[type] ?? 0;
      part(at, size * count);
      const read = size === 4 ? long : size === 2 ? short : (where: number): number => bytes[where] ?? 0;
      return size === 0 ? [] : Array.from({ length: count }, (_, i) => read(at + size * i));
    };
    const value = (tag: number, otherwise: number): number => values(tag)[0] ?? otherwise;
    const height = value(TAG.height, 0);
    const rowsPerStrip = Math.min(Math.max(1, value(TAG.rowsPerStrip, height)), height);
    const [offsets, counts] = [values(TAG.offsets), values(TAG.byteCounts)];
    const samples = value(TAG.samples, 1);
    if (entries.has(TAG.tileWidth) || (samples > 1 && value(TAG.planes, 1) === 2)) throw rare("tiles or planes");
    if (height === 0 || offsets.length < Math.ceil(height / rowsPerStrip) || counts.length < offsets.length)
      return cutShort();
    const mirrored = value(TAG.fillOrder, 1) === 2;
    const tables = entries.get(TAG.jpegTables);
    return {
      width: value(TAG.width, 0) || cutShort(),
      height,
      compression: value(TAG.compression, 1),
      faxOptions: value(TAG.faxOptions, 0),
      predictor: value(TAG.predictor, 1),
      bitsPerSample: value(TAG.bitsPerSample, 1),
      samples,
      photometric: value(TAG.photometric, 0),
      palette: values(TAG.palette),
      jpegTables: tables ? part(tables.at, tables.count) : null,
      rowsPerStrip,
      strips: offsets.map((at, i) => {
        const strip = part(at, counts[i] ?? 0);
        return mirrored ? strip.map(mirroredByte) : strip;
      }),
    };
  };

  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  for (let at = long(4); at !== 0; at = long(at + 2 + 12 * short(at))) {
    if (seen.has(at)) throw new UnreadableError("truncated", "the TIFF's pages lead in a circle: fetch it again");
    if (seen.size >= MOST_PAGES)
      throw new UnreadableError("too_large", `the TIFF has more than ${MOST_PAGES} pages: it is not read`);
    seen.add(at);
    const entries = directory(at);
    const kind = entries.get(TAG.subfile);
    if (kind && (long(kind.at) & NO_PAGE) !== 0) continue;
    pages.push(page(entries));
  }
  if (pages.length === 0) cutShort();
  return pages;
}

const mirroredByte = (byte: number): number => {
  let mirrored = 0;
  for (let bit = 0; bit < 8; bit += 1) mirrored |= ((byte >> bit) & 1) << (7 - bit);
  return mirrored;
};

const cutShort = (): never => {
  throw new UnreadableError("truncated", "the TIFF image is cut short or damaged: fetch it again");
};

const rare = (what: string): UnreadableError =>
  new UnreadableError("unsupported", `the TIFF image is kept in ${what}, which is not read: save it as PNG or PDF`);
