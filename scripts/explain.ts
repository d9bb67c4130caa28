import { CommanderError } from "@commander-js/extra-typings";
import { EXIT, GongkaiError } from "../data/records/index.ts";
import { damagedIndex, fileError, fullDisk } from "../pipeline/file-errors.ts";

/** Says on standard error what went wrong, in one line where a person can act on it; returns the exit code. */
export function explain(error: unknown): number {
  // Commander has said it already, through `inOneLine`.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongCall;
  const full = fullDisk(error);
  if (full !== null) {
    console.error(`gongkai: ${full}`);
    return EXIT.environmentLacks;
  }
  if (error instanceof GongkaiError) {
    console.error(`gongkai: ${error.message}`);
    return error.exitCode;
  }
  const damaged = damagedIndex(error);
  if (damaged !== null) {
    console.error(`gongkai: ${damaged}`);
    return EXIT.needsALook;
  }
  const refused = fileError(error);
  if (refused) {
    console.error(`gongkai: ${refused.path === null ? "" : `${refused.path}: `}${refused.reason}`);
    return refused.ofTheMachine ? EXIT.environmentLacks : EXIT.wrongCall;
  }
  console.error("gongkai: a fault of the program itself, not of your call; please report it with the lines below.");
  console.error(error);
  return EXIT.needsALook;
}

/** Commander's own complaint about a call, in one line of our words. */
export const inOneLine = (complaint: string): string =>
  `gongkai: ${complaint
    .replace(/^error: /, "")
    .replaceAll(/\s+/g, " ")
    .trim()} (--help shows how, with an example)\n`;
