import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { digest } from "../archive/index.ts";

/** A file of a release as SHA256SUMS, datapackage.json and croissant.json name it. */
export type ReleasedFile = { path: string; bytes: number; sha256: string };

/** Every file under a folder, in the order of their paths; one that is `known` is not read again. */
export async function filesOf(
  folder: string,
  known: ReadonlyMap<string, ReleasedFile> = new Map(),
): Promise<ReleasedFile[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .sort();
  const files: ReleasedFile[] = [];
  // One after the other: a release may hold thousands.
  for (const path of paths) {
    const file = join(folder, path);
    files.push(known.get(path) ?? { path, bytes: (await stat(file)).size, sha256: await digest(file) });
  }
  return files;
}

/** As `sha256sum -c` reads it. */
export const sums = (files: readonly ReleasedFile[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
