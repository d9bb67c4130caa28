import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findProgram, LIBREOFFICE } from "../../extractors/programs.ts";

export const hasOffice = (): boolean => findProgram(LIBREOFFICE) !== null;

/** What LibreOffice makes of documents in one call: `to` is an ending, with a filter where the ending alone does not say which. */
export async function converted(documents: Uint8Array[], from: string, to: string): Promise<Uint8Array[]> {
  const office = findProgram(LIBREOFFICE);
  if (office === null)
    throw new Error("no LibreOffice found: install one (Debian: apt-get install libreoffice-writer)");
  const folder = await mkdtemp(join(tmpdir(), "gongkai-office-"));
  try {
    const names = documents.map((_, i) => join(folder, `${i}.${from}`));
    await Promise.all(names.map((name, i) => writeFile(name, documents[i] ?? "")));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
    const convert = (files: string[]) =>
      promisify(execFile)(office, [profile, "--headless", "--convert-to", to, "--outdir", folder, ...files]);
    const made = names.map((_, i) => join(folder, `${i}.${to.split(":")[0]}`));
    await convert(names);
    // On a busy machine LibreOffice now and then leaves out a file without a word.
    const left = names.filter((_, i) => !existsSync(made[i] ?? ""));
    if (left.length > 0) await convert(left);
    return await Promise.all(made.map((file) => readFile(file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
