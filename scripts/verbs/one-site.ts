import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { divisionOf } from "../../data/divisions/index.ts";
import { UsageError } from "../../data/records/index.ts";
import type { Source } from "../../data/sources/index.ts";

/** The registry that is bundled. */
const BUNDLED = join(import.meta.dirname, "../../data/sources");

export const registryOption = () =>
  new Option("--sources <file>", "registry that has the ID, and whose sites need no new entry").default(
    BUNDLED,
    "data/sources",
  );
export const divisionOption = () =>
  new Option("--division <code>", "the place, where its home page does not say it: its GB/T 2260 code").argParser(
    (code) => {
      if (divisionOf(code) === null) throw new UsageError(`--division ${code}: no such code in GB/T 2260`);
      return code;
    },
  );

/** The site that a call means by its address or by its id in the registry, and that registry. */
export async function siteNamed(
  site: string,
  registry: string,
): Promise<{ source: Source; isKnown: boolean; registered: Source[] }> {
  const { readSources, Source, siteOf } = await import("../../data/sources/index.ts");
  const registered = readSources(registry);
  const isAddress = /^https?:\/\//i.test(site) && URL.canParse(site);
  const known = registered.find(({ id, home }) => (isAddress ? siteOf(home) === siteOf(site) : id === site));
  if (known) return { source: known, isKnown: true, registered };
  if (!isAddress) {
    const hint = site.includes(".") ? `; an address begins with https:// or http://` : "";
    throw new UsageError(`${site}: neither an address nor an id in ${registry}${hint}`);
  }
  const source = Source.parse({ id: "new", name: "new", division: "000000", home: new URL(site).href });
  return { source, isKnown: false, registered };
}

/** Work that keeps what it fetches in a folder of its own, removed however the process ends. */
export async function inThrowawayFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    process.off("exit", remove);
    remove();
  }
}
