import { existsSync, mkdirSync, readlinkSync, statSync } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "./errors.ts";

/** Why nothing is found at a path. */
export function whyNotThere(path: string): string {
  try {
    return `this is a link to ${readlinkSync(path)}, which is not there`;
  } catch {
    return "there is no such file or folder";
  }
}

/** The file or folder that one has no permission for, and what to do, where that is what an error says; else null. */
export function forbidden(error: unknown): string | null {
  if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM"))) return null;
  return `${"path" in error ? `${error.path}: ` : ""}you have no permission for it: give yourself that, and call again`;
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

/**
 * Lets `write` fill a file beside `file`, which then takes its name: a file appears whole or not at all, and what was there before stays until then.
 * What is no file (a pipe, a device) is written to as it is. UsageError where there is no such folder.
 */
export async function writeWhole<T>(file: string, write: (draft: string) => Promise<T>): Promise<T> {
  const there = await stat(file).catch(() => null);
  if (there !== null && !there.isFile()) return write(file);
  const target = there === null ? resolve(file) : await realpath(file);
  const folder = dirname(target);
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new UsageError(`${folder}: there is no such folder`);
  const draft = join(folder, `.${basename(target)}.draft`);
  try {
    const written = await write(draft);
    await rename(draft, target);
    return written;
  } finally {
    await rm(draft, { force: true });
  }
}
