import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workedQueries } from "../../data/queries/index.ts";
import { TABLES } from "../../data/records/index.ts";
import { commit, openArchive, textOf } from "../../pipeline/archive/index.ts";
import { bare } from "./archive-baseline.ts";
import type { Ingested } from "./archive-ingest.ts";
import { madeChanges, NATION } from "./made-nation.ts";

/** The made-up nation, seven years of it, is a tenth of the real one. */
const TENTH = 10;
const WHOLE = NATION * TENTH;
/** Reports on which the baseline is measured, a commit's worth at a time. */
const SAMPLE = 2000;
const HEAP_MEGABYTES = 512;
const NIGHT = 500;
const NIGHTS = 5;

/** Measures the archive of 1/`part` of the nation, and says what it found, a line each. */
export async function archiveBenchmark(part: number): Promise<string[]> {
  const reports = Math.round(WHOLE / part);
  const folder = await mkdtemp(join(tmpdir(), "gongkai-bench-"));
  const archive = join(folder, "full");
  try {
    const { seconds, checkYearsSeconds, peakMegabytes } = await ingested(archive, reports);
    const { append, copy } = await baseline();
    const bytes = await bytesOf(archive);
    const { cells, lines } = await asked(archive);
    const nights = await nightsOn(archive, folder, reports);
    const hours = (of: number): string => ((of * part) / 3600).toFixed(1);
    return [
      `archive of 1/${part} of the nation: ${reports} reports, ${cells} cells; ${(seconds / (reports / 1000)).toFixed(2)} s for 1,000 reports; at its peak ${peakMegabytes.toFixed(0)} MB (V8 held to ${HEAP_MEGABYTES})`,
      `  ${(seconds / reports / ((append + copy) / SAMPLE)).toFixed(2)} × the time of DuckDB's appender and COPY for the same rows, ${(seconds / reports / (copy / SAMPLE)).toFixed(1)} × that of the COPY alone`,
      `  soft checks between years ${checkYearsSeconds.toFixed(1)} s`,
      `  ${(bytes.cells / cells).toFixed(2)} bytes a cell, ${(bytes.all / cells).toFixed(2)} with all other tables`,
      `  a night of ${NIGHT} reports: ${median(nights.map(([full]) => full)).toFixed(2)} s, ${median(nights.map(([full, empty]) => full / empty)).toFixed(2)} × that on an empty archive`,
      ...lines,
      `  the whole nation, if all grows alike: ${hours(seconds)} h of commits, ${((bytes.all * part) / 1e9).toFixed(1)} GB`,
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, whose memory is its own. V8 is kept from putting off its collections, as it does on a large machine. */
async function ingested(archive: string, reports: number): Promise<Ingested> {
  const program = join(import.meta.dirname, "archive-ingest.ts");
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, program, archive, String(reports)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse((await child.stdout.toArray()).join(""));
}

/** The second round counts: the first warms the machine up. */
async function baseline(): Promise<{ append: number; copy: number }> {
  await bare(madeChanges(0, SAMPLE));
  return bare(madeChanges(SAMPLE, 2 * SAMPLE));
}

/** How long each worked query takes when it is asked for the second and the third time. */
async function asked(folder: string): Promise<{ cells: number; lines: string[] }> {
  const archive = await openArchive(folder);
  try {
    const cells = Number(textOf((await archive.query("SELECT count(*) FROM cells")).rows[0]?.[0] ?? null));
    const lines: string[] = [];
    for (const { name, sql } of workedQueries()) {
      const rounds: number[] = [];
      for (let round = 0; round < 3; round++) rounds.push(await seconds(() => archive.query(sql)));
      lines.push(`  ${name}: ${Math.min(...rounds.slice(1)).toFixed(2)} s`);
    }
    return { cells, lines };
  } finally {
    archive.close();
  }
}

/** Nights on this archive, each beside the same night on an empty one, in seconds. */
async function nightsOn(archive: string, folder: string, from: number): Promise<[number, number][]> {
  const nights: [number, number][] = [];
  for (let night = 0; night < NIGHTS; night++) {
    const changes = madeChanges(from + night * NIGHT, from + (night + 1) * NIGHT);
    const full = await seconds(() => commit(archive, changes));
    nights.push([full, await seconds(() => commit(join(folder, `empty-${night}`), changes))]);
  }
  return nights;
}

/** What the tables take, without the parts that only remembered states need. */
async function bytesOf(archive: string): Promise<{ cells: number; all: number }> {
  const bytes = { cells: 0, all: 0 };
  for (const table of TABLES) {
    const files = await readdir(join(archive, "tables", table), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const { size } = await stat(join(file.parentPath, file.name));
      bytes.all += size;
      if (table === "cells") bytes.cells += size;
    }
  }
  return bytes;
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
