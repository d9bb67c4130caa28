import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { GongkaiError } from "../../data/records/index.ts";
import { SOFTWARE } from "./software.ts";
import { type Place, warcBegun, warcFiles, warcName } from "./warc-file.ts";
import { compress } from "./warc-record.ts";

/** A new file is begun after this many bytes: what tools and people can still handle. */
export const ROTATE_AT = 1024 ** 3;

/**
 * Appends gzip members to a WARC file of its own, begun with the first: what an earlier writer has left is never touched again, so that copies of it stay
 * what they are. What `append` has returned for survives the end of the process; what `sync` has returned for survives a power cut.
 */
export class WarcWriter {
  readonly #rawDir: string;
  readonly #rotateAt: number;
  #file: string | null = null;
  #fd: number | null = null;
  #size = 0;

  constructor(rawDir: string, rotateAt: number) {
    this.#rawDir = rawDir;
    this.#rotateAt = rotateAt;
    const last = warcFiles(rawDir).at(-1);
    // Its writer may have been killed before it was on the disk, and nobody else will see to it.
    if (last !== undefined) syncFile(join(rawDir, last));
  }

  /** Makes sure that the file for the next records is there; a new one begins with its `warcinfo`. */
  async ready(): Promise<void> {
    if (this.#fd !== null && this.#size < this.#rotateAt) return;
    const files = warcFiles(this.#rawDir);
    // The clock may have been set back: what is written later comes later.
    const begun = new Date(Math.max(Date.now(), ...files.slice(-1).map((last) => warcBegun(last) + 1)));
    const id = randomUUID();
    const name = warcName(files.length, begun, id);
    const info = await warcinfo(name, begun, id);
    // Another call may have begun the file meanwhile.
    if (this.#fd !== null && this.#size < this.#rotateAt) return;
    this.close();
    this.#open(name);
    this.append([info]);
  }

  /** Writes members side by side and says where the first stands. Where the disk is full nothing of them stays. */
  append(members: Uint8Array[]): Place {
    if (this.#fd === null || this.#file === null) throw new Error("append before ready");
    const file = this.#file;
    const offset = this.#size;
    const bytes = Buffer.concat(members);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#fd, bytes, written);
    } catch (cause) {
      ftruncateSync(this.#fd, offset);
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new GongkaiError(`raw/${file} cannot be written: ${why}`, undefined, { cause });
    }
    this.#size += bytes.length;
    return { file, offset };
  }

  sync(): void {
    if (this.#fd !== null) fdatasyncSync(this.#fd);
  }

  close(): void {
    if (this.#fd === null) return;
    this.sync();
    closeSync(this.#fd);
    this.#fd = null;
  }

  #open(file: string): void {
    this.#fd = openSync(join(this.#rawDir, file), "a");
    this.#file = file;
    this.#size = fstatSync(this.#fd).size;
  }
}

function syncFile(path: string): void {
  const fd = openSync(path, "r");
  try {
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function warcinfo(name: string, begun: Date, id: string): Promise<Uint8Array> {
  const about = [
    `software: ${SOFTWARE}`,
    "format: WARC File Format 1.1",
    "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "robots: obey",
  ];
  return compress({
    type: "warcinfo",
    id: `urn:uuid:${id}`,
    url: null,
    date: begun.toISOString(),
    contentType: "application/warc-fields",
    fields: { "WARC-Filename": name },
    block: Buffer.from(about.map((line) => `${line}\r\n`).join("")),
  });
}
