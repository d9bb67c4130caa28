import type { Extraction } from "../data/records/index.ts";
import type { Conversion } from "./conversion.ts";
import type { Program } from "./programs.ts";

/** What is known of a document besides its bytes. Any of it may be wrong: content decides first. */
export type Hints = { fileName?: string | null; mediaType?: string | null; url?: string | null };

/** One kind of document. Carriers are tried in the order of the list in `index.ts`; the first that recognises the bytes reads them. */
export type Carrier = {
  /** As a person calls it: `PDF`, `Word document (DOCX)`. */
  name: string;
  mediaType: string;
  /** The program of other people without which none of its documents can be read. */
  needs?: Program;
  /** What a person can do with a document of a kind that is told apart but not read. */
  advice?: string;
  recognises(bytes: Uint8Array, hints: Hints): boolean;
  /** Throws UnreadableError where the document cannot be read. */
  extract(bytes: Uint8Array, hints: Hints): Promise<Extraction | Conversion>;
};

/** What a document says of itself when it says nothing. */
export const NO_META: Extraction["meta"] = {
  title: null,
  published: null,
  publisher: null,
  siteName: null,
  columnName: null,
};

/** Bytes as ISO 8859-1, a character a byte: for looking for ASCII marks in binary. */
export const latin1 = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", Math.max(0, from), to);

/** The extension of the document's name, lower case, without the dot; of the address where there is no name. */
export function extension(hints: Hints): string {
  const name = hints.fileName ?? hints.url?.split(/[?#]/)[0] ?? "";
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}
