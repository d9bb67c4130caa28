import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError, whyNotThere } from "../records/index.ts";
import { lint, type Registry } from "./lint.ts";
import type { Source } from "./schema.ts";

/**
 * Lints a registry: one YAML file or a folder of them (without its subfolders).
 * Each fault and warning is one line, `file:line: id: what is wrong`. `platforms` are the names that a hint may use.
 * Throws a UsageError where there is nothing to read.
 */
export function checkSources(path: string, platforms?: readonly string[]): Registry {
  const files = registryFiles(path).map((file) => ({ file, bytes: readFileSync(file) }));
  return lint(files, platforms);
}

/** The sources of a registry, in the order of its files. Throws a UsageError that lists every fault. */
export function readSources(path: string): Source[] {
  const { faults, sources } = checkSources(path);
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  return sources;
}

function registryFiles(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${path}: ${whyNotThere(path)}; name a registry of sources (YAML)`);
  if (!stat.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /\.ya?ml$/i.test(name) && statSync(join(path, name)).isFile());
  if (files.length === 0)
    throw new UsageError(`${path}: no YAML file in it; a registry is one file or a folder of them`);
  return files.sort().map((name) => join(path, name));
}
