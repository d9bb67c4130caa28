import { readdirSync } from "node:fs";
import { isWarcFile } from "./warc-file.ts";

/** What the store itself keeps beside its WARC files, with what SQLite puts beside that, and what a merge that was cut short leaves. */
const OURS =
  /^(index(\.next)?\.sqlite(-\w+)?|writer\.lock(-\w+)?|night\.json(\.new)?|gongkai-.*\.warc\.gz\.part|\..*)$/;

/** What lies in a raw store and is none of its own: a sentence for each. A WARC file of another name is not read, since its place in time is not known. */
export const strangersIn = (rawDir: string): string[] =>
  readdirSync(rawDir)
    .filter((name) => !OURS.test(name) && !isWarcFile(name))
    .sort()
    .map((name) =>
      /\.warc(\.gz)?$/i.test(name)
        ? `raw/${name}: was not written by this archive, and is not read: what another archive has fetched comes in by merge; move it away`
        : `raw/${name}: was not written by this archive; move it away`,
    );
