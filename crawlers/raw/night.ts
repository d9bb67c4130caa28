import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A night that was not carried on for so long is over: what its crawls saw is old. */
const RESUMABLE_MS = 24 * 60 * 60 * 1000;

const Night = z.object({ began: z.iso.datetime(), refresh: z.boolean(), sources: z.array(z.string()) });
type Night = z.infer<typeof Night>;

const fileOf = (archiveDir: string): string => join(archiveDir, "raw", "night.json");

/**
 * Begins a night's work on an archive, over the sources with these ids, or carries on the last one if that never ended and
 * began less than 24 hours ago. Gives the instant it began (ISO 8601): a source whose run has finished since then is not crawled again. A night that
 * asks for everything again (`refresh`) does not carry on one that did not.
 */
export function beginNight(archiveDir: string, now: Date, refresh: boolean, sources: string[]): string {
  const last = unfinishedNight(archiveDir);
  const goesOn = last && now.getTime() - Date.parse(last.began) < RESUMABLE_MS && (last.refresh || !refresh);
  const night: Night = { ...(goesOn ? last : { began: now.toISOString(), refresh }), sources };
  writeFileSync(`${fileOf(archiveDir)}.new`, JSON.stringify(night));
  renameSync(`${fileOf(archiveDir)}.new`, fileOf(archiveDir));
  return night.began;
}

/** Ends the night: the next one crawls every source. */
export function endNight(archiveDir: string): void {
  rmSync(fileOf(archiveDir), { force: true });
}

/** The night that has not ended yet. Null where there is none, or the file is no longer one: then every source is crawled, which loses nothing. */
export function unfinishedNight(archiveDir: string): Night | null {
  try {
    return Night.parse(JSON.parse(readFileSync(fileOf(archiveDir), "utf8")));
  } catch {
    return null;
  }
}
