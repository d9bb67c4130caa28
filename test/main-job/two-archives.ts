import assert from "node:assert/strict";
import { cp, glob } from "node:fs/promises";
import { basename, join } from "node:path";
import { crawl } from "../../crawlers/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { commit, compareTables, digest, readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { merge } from "../../pipeline/merge.ts";
import { filesOf } from "../archive/everything.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";

/** Two archives of two machines: each has a source of its own, and both have one. */
export async function twoArchives(folder: string): Promise<[string, string]> {
  const ids = ["linjiang", "qinghe", "shimen"] as const;
  const country = await startCountry(
    ids.map((id, n) =>
      madeSite({
        ...{ id, family: "trs", shape: "flat", place: ["临江县", "清河县", "石门县"][n] ?? "", division: "410106" },
        ...{ organs: 1, years: [2022, 2023] },
      }),
    ),
  );
  const night = async (name: string, wanted: readonly string[]): Promise<string> => {
    const [sources, archive] = [
      readSources(country.sources).filter(({ id }) => wanted.includes(id)),
      join(folder, name),
    ];
    await crawl({ sources, archive, contact: null, refresh: true });
    await ingest({ archive });
    return archive;
  };
  await night("one", ids.slice(0, 2));
  country.control.alter("qinghe/report-1-2023", (body) => body.replace("做好", "认真做好"));
  const other = await night("other", ids.slice(1));
  // What the other has fetched comes to stand before this, so that merging makes the index anew.
  const one = await night("one", ids.slice(0, 1));
  await country.close();
  return [one, other];
}

/** The WARC files, each with its digest. */
export async function rawOf(archive: string): Promise<[string, string][]> {
  const files = (await Array.fromAsync(glob(join(archive, "raw/*.warc.gz")))).sort();
  return Promise.all(files.map(async (file): Promise<[string, string]> => [basename(file), await digest(file)]));
}

/** What stands in an archive's folder, without what comes and goes with a connection to the index. */
const namesIn = async (archive: string): Promise<string[]> =>
  (await Array.fromAsync(glob("{*,raw/*}", { cwd: archive }))).filter((name) => !/-(wal|shm)$/.test(name)).sort();

/** The tables that differ, but for the soft checks, which are made when all reports are there. */
export const differing = async (one: string, other: string): Promise<string[]> =>
  (await compareTables(one, other)).map(({ table }) => table).filter((table) => table !== "checks");

/** All that two archives that went the same way have alike, byte for byte. */
export const stateOf = async (archive: string) => ({
  raw: await rawOf(archive),
  tables: await filesOf(archive),
  names: await namesIn(archive),
});

/** A copy of an archive that is at home where it now lies. */
export async function copied(archive: string, place: string): Promise<string> {
  await cp(archive, place, { recursive: true });
  // A commit of nothing: archive.duckdb names the place.
  await commit(place, { parserVersion: "" });
  return place;
}

/** Merges one archive into another. */
export const mergeInto = (archive: string, other: string) =>
  merge({
    ...{
      archive,
      other,
      onProof: () => undefined,
      onCopy: () => undefined,
      onIngest: () => undefined,
      onNotice: assert.fail,
    },
    signal: new AbortController().signal,
  });

/** Makes the tables say something that raw/ does not, for a rebuild to mend. */
export async function alterRow(archive: string): Promise<void> {
  const [report] = await readRows(archive, "reports");
  assert.ok(report);
  const altered = { ...report, title: "not what raw/ says" };
  await commit(archive, { parserVersion: report.parser_version, reports: [altered] });
}
