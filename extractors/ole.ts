import { UnreadableError } from "../data/records/index.ts";
import { latin1 } from "./carrier.ts";

/** An OLE compound file (Office before 2007, WPS): a small file system of streams within a file. */
export type OleFile = {
  /** The streams that stand directly in the file, not in one of its storages (embedded objects are kept there). */
  names: ReadonlySet<string>;
  /** A stream's bytes; null where there is none of that name. */
  stream(name: string): Uint8Array | null;
};

export const isOle = (bytes: Uint8Array): boolean => latin1(bytes, 0, 8) === "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/** The root's streams of an OLE file, for telling what it is; none where it is no such file or its directory is broken. */
export function oleNames(bytes: Uint8Array): ReadonlySet<string> {
  try {
    return isOle(bytes) ? openOle(bytes).names : new Set();
  } catch (error) {
    if (error instanceof UnreadableError) return new Set();
    throw error;
  }
}

type Entry = { name: string; kind: number; left: number; right: number; child: number; start: number; size: number };

const HEADER = 512;
/** Sectors from here on are marks: end of chain, free, of the table itself. */
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const [STREAM, ROOT] = [2, 5];

/** Throws `truncated` where its tables are broken or point outside the file. No chain is followed further than the file is long. */
export function openOle(bytes: Uint8Array): OleFile {
  if (!isOle(bytes) || bytes.length < HEADER) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damaged();
  const size = 2 ** shift;
  const miniCutoff = view.getUint32(56, true);

  const u32 = (at: number): number => {
    if (at + 4 > bytes.length) throw damaged();
    return view.getUint32(at, true);
  };
  const sectorAt = (sector: number): number => {
    const at = (sector + 1) * size;
    if (sector >= LAST_SECTOR || at >= bytes.length) throw damaged();
    return at;
  };
  const chain = (start: number, next: (sector: number) => number, unit = size): number[] => {
    const sectors: number[] = [];
    for (let s = start; s < LAST_SECTOR; s = next(s)) {
      sectors.push(s);
      if (sectors.length > bytes.length / unit) throw damaged();
    }
    return sectors;
  };

  const tableSectors = Array.from({ length: 109 }, (_, i) => u32(76 + 4 * i));
  const lastOf = (sector: number): number => u32(sectorAt(sector) + size - 4);
  for (const more of chain(u32(68), lastOf))
    for (let i = 0; i < size / 4 - 1; i++) tableSectors.push(u32(sectorAt(more) + 4 * i));
  const next = (sector: number): number =>
    u32(sectorAt(tableSectors[Math.floor(sector / (size / 4))] ?? LAST_SECTOR) + 4 * (sector % (size / 4)));

  const joined = (
    sectors: number[],
    unit: number,
    from: Uint8Array,
    at: (sector: number) => number,
    length: number,
  ) => {
    if (sectors.length * unit < length) throw damaged();
    const all = new Uint8Array(length);
    for (let i = 0; i * unit < length; i++) {
      const start = at(sectors[i] ?? LAST_SECTOR);
      const piece = from.subarray(start, Math.min(start + unit, start + length - i * unit));
      if (piece.length < Math.min(unit, length - i * unit)) throw damaged();
      all.set(piece, i * unit);
    }
    return all;
  };

  const directory = chain(u32(48), next).flatMap((s) => entriesIn(bytes, sectorAt(s), size));
  const root = directory[0];
  if (root?.kind !== ROOT) throw damaged();
  const streams = new Map<string, Entry>();
  const seen = new Set<number>();
  const pending = [root.child];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entry = directory[at];
    if (at === NO_ENTRY || !entry || seen.has(at)) continue;
    seen.add(at);
    pending.push(entry.left, entry.right);
    if (entry.kind === STREAM) streams.set(entry.name, entry);
  }

  /** Small streams lie together in one large one, with a table of their own. */
  const small = (entry: Entry): Uint8Array => {
    const container = joined(chain(root.start, next), size, bytes, sectorAt, root.size);
    const table = chain(u32(60), next);
    const nextSmall = (s: number): number =>
      u32(sectorAt(table[Math.floor(s / (size / 4))] ?? LAST_SECTOR) + 4 * (s % (size / 4)));
    return joined(chain(entry.start, nextSmall, 64), 64, container, (s) => s * 64, entry.size);
  };

  return {
    names: new Set(streams.keys()),
    stream(name) {
      const entry = streams.get(name);
      if (!entry) return null;
      if (entry.size === 0) return new Uint8Array();
      return entry.size < miniCutoff
        ? small(entry)
        : joined(chain(entry.start, next), size, bytes, sectorAt, entry.size);
    },
  };
}

function entriesIn(bytes: Uint8Array, start: number, length: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = start; at + 128 <= Math.min(start + length, bytes.length); at += 128) {
    const entry = new DataView(bytes.buffer, bytes.byteOffset + at, 128);
    const nameLength = Math.min(64, entry.getUint16(64, true));
    entries.push({
      name: new TextDecoder("utf-16le").decode(bytes.subarray(at, at + Math.max(0, nameLength - 2))),
      kind: entry.getUint8(66),
      left: entry.getUint32(68, true),
      right: entry.getUint32(72, true),
      child: entry.getUint32(76, true),
      start: entry.getUint32(116, true),
      size: entry.getUint32(120, true),
    });
  }
  return entries;
}

const damaged = (): UnreadableError =>
  new UnreadableError(
    "truncated",
    "the file is cut short or damaged (its OLE directory or a stream is broken): fetch it again",
  );
