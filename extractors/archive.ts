import { gunzipSync } from "node:zlib";
import { type Extraction, UnreadableError } from "../data/records/index.ts";
import { type Entry, joinedEntries, unreadEntry } from "./archive/join.ts";
import { type Carrier, type Hints, latin1 } from "./carrier.ts";
import type { Conversion } from "./conversion.ts";
import { isZip, MAX_UNPACKED, unzip, type ZipEntry, zipEntries } from "./zip.ts";

/** How a document is read by whatever carrier it is of. */
export type Reader = (bytes: Uint8Array, hints: Hints) => Promise<Extraction | Conversion>;

/** How much may still be unpacked, all archives within an archive together. */
export type Unpacking = { depth: number; left: { bytes: number; entries: number }; until: number };

const DEEPEST = 2;
const MOST_ENTRIES = 1000;
const MOST_MILLISECONDS = 60_000;

const unlimited = (): Unpacking => ({
  depth: 0,
  left: { bytes: MAX_UNPACKED, entries: MOST_ENTRIES },
  until: Date.now() + MOST_MILLISECONDS,
});

/**
 * A ZIP of documents: all that can be read, in the order of their names. Names are only names: nothing is ever written anywhere.
 * `readWithin` gives the reader for what an archive holds; `outer` is the archive that this one is in.
 */
export function zipArchive(readWithin: (unpacking: Unpacking) => Reader, outer: Unpacking | null): Carrier {
  return {
    name: "ZIP archive",
    mediaType: "application/zip",
    recognises: isZip,
    async extract(bytes) {
      const unpacking = entered(outer);
      const read = readWithin(unpacking);
      const listed = zipEntries(bytes)
        .filter((e) => !IGNORED.test(e.name))
        .toSorted((a, b) => BY_NAME.compare(a.name, b.name));
      if (listed.length === 0) throw new UnreadableError("empty", "the ZIP archive holds no documents");
      const entries: Entry[] = [];
      const known = new Map<string, { name: string; bytes: Uint8Array }[]>();
      for (const entry of listed)
        entries.push(await readEntry(entry, () => unpack(bytes, entry, unpacking), known, read));
      return joinedEntries(entries, this.mediaType);
    },
  };
}

/** A document packed by gzip. */
export function gzip(readWithin: (unpacking: Unpacking) => Reader, outer: Unpacking | null): Carrier {
  return {
    name: "gzip archive",
    mediaType: "application/gzip",
    recognises: (bytes) => latin1(bytes, 0, 3) === "\x1F\x8B\x08",
    async extract(bytes, hints) {
      const unpacking = entered(outer);
      const fileName = hints.fileName?.replace(/\.gz$/i, "") ?? null;
      const data = gunzipped(bytes, unpacking.left.bytes);
      unpacking.left.bytes -= data.length;
      return settled(await readWithin(unpacking)(data, { fileName }));
    },
  };
}

function entered(outer: Unpacking | null): Unpacking {
  if (!outer) return unlimited();
  if (outer.depth >= DEEPEST)
    throw new UnreadableError("too_large", "archives within archives within archives are not read: unpack it");
  return { ...outer, depth: outer.depth + 1 };
}

/** What a Mac, Windows or Office puts beside documents. */
const IGNORED = /(^|[\\/])(__MACOSX[\\/]|\.(?!\.?[\\/])|~\$|Thumbs\.db$|desktop\.ini$)|[\\/]$/i;
/** What a web page needs and no person reads. */
const NO_DOCUMENT = /\.(css|js|json|xml|woff2?|ttf|eot|exe|dll|lnk|url)$/i;
const BY_NAME = new Intl.Collator("zh", { numeric: true });

async function readEntry(
  { name, crc, size }: ZipEntry,
  unpackIt: () => Uint8Array,
  known: Map<string, { name: string; bytes: Uint8Array }[]>,
  read: Reader,
): Promise<Entry> {
  if (NO_DOCUMENT.test(name)) return unreadEntry(name, new UnreadableError("unsupported", "it is no document"));
  try {
    const data = unpackIt();
    const alike = known.get(`${crc} ${size}`) ?? [];
    const twin = alike.find((other) => Buffer.from(other.bytes).equals(data));
    if (twin)
      return unreadEntry(name, new UnreadableError("duplicate", `it is the same as ${twin.name}, and is read once`));
    known.set(`${crc} ${size}`, [...alike, { name, bytes: data }]);
    return { name, extraction: settled(await read(data, { fileName: name.slice(name.search(/[^\\/]*$/)) })) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return unreadEntry(name, error);
  }
}

/** LibreOffice is asked for whole files only: what an archive holds is read without it, or not at all. */
function settled(answer: Extraction | Conversion): Extraction {
  if (!("convert" in answer)) return answer;
  if (answer.otherwise) return answer.otherwise;
  throw new UnreadableError(
    "unsupported",
    "only LibreOffice reads it, which is not asked within an archive: unpack it",
  );
}

/** An entry's bytes, as long as the limits of all archives around it leave room for them. */
function unpack(bytes: Uint8Array, entry: ZipEntry, { left, until }: Unpacking): Uint8Array {
  left.entries -= 1;
  left.bytes -= entry.size;
  if (left.entries < 0 || left.bytes < 0 || Date.now() > until)
    throw new UnreadableError("too_large", "the archive holds more than is read of one: unpack it");
  return unzip(bytes, entry);
}

function gunzipped(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const overflow = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw overflow
      ? new UnreadableError("too_large", "the gzip archive would unpack to more than is read: unpack it", {
          cause: error,
        })
      : new UnreadableError("truncated", "the gzip archive is cut short or damaged: fetch it again", { cause: error });
  }
}
