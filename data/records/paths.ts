import { existsSync, mkdirSync, readlinkSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./errors.ts";

/** Why nothing is found at a path. */
export function whyNotThere(path: string): string {
  try {
    return `this is a link to ${readlinkSync(path)}, which is not there`;
  } catch {
    return "there is no such file or folder";
  }
}

/**
 * Makes a folder where it is not there, and those above it. Throws a UsageError where a link leads nowhere, or the file system
 * takes no folders: below /proc, Node's own `recursive` never ends.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (!existsSync(above)) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === "EEXIST" && !existsSync(path)) throw new UsageError(`${path}: ${whyNotThere(path)}`, { cause });
    if (code === "ENOENT")
      throw new UsageError(`${path}: no folder can be made in ${above}; name another place`, { cause });
    throw cause;
  }
}
