import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A night that was not carried on for so long is over: what its crawls saw is old. */
const RESUMABLE_MS = 24 * 60 * 60 * 1000;

const Night = z.object({ began: z.iso.datetime(), refresh: z.boolean() });

const fileOf = (archiveDir: string): string => join(archiveDir, "raw", "night.json");

/**
 * Begins a night's work on an archive, or carries on the last one if that never ended and began less than 24 hours ago.
 * Gives the instant it began (ISO 8601): a source whose run has finished since then is not crawled again. A night that
 * asks for everything again (`refresh`) does not carry on one that did not.
 */
export function beginNight(archiveDir: string, now: Date, refresh: boolean): string {
  const last = nightUnderWay(archiveDir);
  const goesOn = last && now.getTime() - Date.parse(last.began) < RESUMABLE_MS && (last.refresh || !refresh);
  if (goesOn) return last.began;
  const began = now.toISOString();
  writeFileSync(`${fileOf(archiveDir)}.new`, JSON.stringify({ began, refresh }));
  renameSync(`${fileOf(archiveDir)}.new`, fileOf(archiveDir));
  return began;
}

/** Ends the night: the next one crawls every source. */
export function endNight(archiveDir: string): void {
  rmSync(fileOf(archiveDir), { force: true });
}

/** Null where none is under way, or the file is no longer one: then every source is crawled, which loses nothing. */
function nightUnderWay(archiveDir: string): z.infer<typeof Night> | null {
  try {
    return Night.parse(JSON.parse(readFileSync(fileOf(archiveDir), "utf8")));
  } catch {
    return null;
  }
}
