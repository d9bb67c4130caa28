import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { glob, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import { crawl, verifyRawStore } from "../../crawlers/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { commit, readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { verify } from "../../pipeline/verify.ts";
import { startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";

describe("one flipped bit", () => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-damages-"));
  before(async () => {
    const country = await startCountry([
      madeSite({
        ...{ id: "linjiang", family: "trs", shape: "flat", place: "临江县", division: "410106" },
        ...{ organs: 2, years: [2022, 2023] },
      }),
    ]);
    const night = async (): Promise<void> => {
      await crawl({ sources: readSources(country.sources), archive, contact: null, refresh: true });
      await ingest({ archive });
    };
    await night();
    country.control.alter("linjiang/report-1-2023", (body) => body.replace("做好", "认真做好"));
    await night();
    await country.close();
    const index = new DatabaseSync(join(archive, "raw/index.sqlite"));
    // What it has given up is not there to be damaged.
    index.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    index.close();
    assert.deepEqual(await found(), []);
  });
  after(() => rmSync(archive, { recursive: true, force: true }));

  const found = async (): Promise<string[]> =>
    (await Array.fromAsync(verify(archive))).map(({ code, message }) => `${code}: ${message}`);

  /** Flips a bit of a file where `place` says, and asks what is found; the file is whole again afterwards. */
  async function flipped(file: string, place: (bytes: Buffer) => number, ask = found): Promise<string[]> {
    const whole = await readFile(file);
    const bytes = Buffer.from(whole);
    const at = place(whole);
    assert.ok(at >= 0 && at < bytes.length, `${file} has no such place`);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    await writeFile(file, bytes);
    try {
      return await ask();
    } finally {
      await writeFile(file, whole);
    }
  }
  const one = async (pattern: string): Promise<string> => {
    const [file] = await Array.fromAsync(glob(join(archive, pattern)));
    return file ?? assert.fail(`no ${pattern}`);
  };
  const saysOf = (lines: string[], pattern: RegExp): void =>
    assert.ok(
      lines.some((line) => pattern.test(line)),
      `${pattern} among\n${lines.join("\n")}`,
    );

  it("anywhere in a WARC file is named with file and place, and so is each document of the tables that stood there", async () => {
    const [document] = await readRows(archive, "documents", "status = 'current'");
    assert.ok(document);
    const { warc_file: name, warc_offset: offset, url } = document;
    const file = join(archive, "raw", name);
    for (const into of [5, 300]) {
      const lines = await flipped(file, () => offset + into);
      saysOf(lines, new RegExp(`raw/${name}: the record at ${offset} .*: put the file back from a copy`));
      saysOf(
        lines,
        new RegExp(`${RegExp.escape(url)} .* is in the tables, but raw/${name} does not hold it at ${offset}`),
      );
      assert.equal(lines.length, 3, `what lies behind it is read: ${lines.join("\n")}`);
    }
    saysOf(await flipped(file, () => 12), new RegExp(`raw/${name}: the record at 0 `));
    saysOf(
      await flipped(file, (bytes) => bytes.length - 3),
      new RegExp(`raw/${name}: the record at \\d+ fails its checksum`),
    );
  });

  it("in the index of the raw store is named with the record, the run or the address concerned, and what to do", async () => {
    const file = join(archive, "raw/index.sqlite");
    const out = "delete index.sqlite, and the next nightly makes it again from the WARC files";
    const cases: [RegExp, (bytes: Buffer) => number][] = [
      [/raw\/index\.sqlite is damaged \(.+\)/, () => 3],
      [/raw\/index\.sqlite is damaged \(.+\)/, (bytes) => bytes.indexOf("CREATE TABLE responses") + 2],
      [/raw\/index\.sqlite: responses \S+ \d+: is not what/, (bytes) => bytes.lastIndexOf("text/html") + 3],
      [/raw\/index\.sqlite: runs linjiang@\S+: is not what/, (bytes) => bytes.indexOf('"health":"ok"') + 11],
      [/raw\/index\.sqlite: addresses linjiang http\S+: is not what/, (bytes) => bytes.indexOf('"linkText":"') + 14],
    ];
    const ofRaw = () => Array.fromAsync(verifyRawStore(archive));
    for (const [pattern, place] of cases)
      saysOf(await flipped(file, place, ofRaw), new RegExp(`${pattern.source}.*${out}`));
  });

  it("in a part of any table, in the manifest or in archive.duckdb is named with the way out", async () => {
    for (const part of ["cells/*/", "checks/*/years-", "documents/"]) {
      const file = await one(`tables/${part}*.parquet`);
      const lines = await flipped(file, (bytes) => bytes.length >> 1);
      saysOf(lines, new RegExp(`file\\.damaged: ${RegExp.escape(file.slice(archive.length + 1))}: has SHA-256`));
      saysOf(lines, /--archive /);
    }
    for (const text of ['"version": ', '"rows": '])
      saysOf(
        await flipped(join(archive, "tables/manifest.json"), (bytes) => bytes.indexOf(text) + text.length),
        /tables\/manifest\.json: is damaged; .*--archive /,
      );
    for (const place of [9, 200_000])
      saysOf(
        await flipped(join(archive, "archive.duckdb"), () => place),
        /archive\.duckdb: is not what belongs there .*: remove it, and the next nightly or ingest writes it anew/,
      );
  });

  it("in any column of the documents is named, and what is wrong in raw/ all the same", async () => {
    const file = await one("tables/documents/*.parquet");
    const warc = await one("raw/*.warc.gz");
    for (let place = 1; place < 16; place++)
      await flipped(
        file,
        (bytes) => Math.floor((bytes.length * place) / 16),
        async () => {
          const lines = place > 1 ? await found() : await flipped(warc, () => 12);
          saysOf(lines, /file\.damaged: tables\/documents\/.*: has SHA-256/);
          if (place === 1) saysOf(lines, /raw\.damaged: raw\/.*: the record at 0 /);
          return lines;
        },
      );
  });

  it("or not: a document that the tables place where other bytes stand is named", async () => {
    const [first, second] = await readRows(archive, "documents", "status = 'current'");
    assert.ok(first && second);
    const commitRow = (row: typeof first) => commit(archive, { parserVersion: "1", documents: [row] });
    await commitRow({ ...first, warc_offset: second.warc_offset });
    saysOf(await found(), new RegExp(`${RegExp.escape(first.url)} .* does not hold it at ${second.warc_offset}`));
    await commitRow({ ...first, warc_file: "gongkai-lost.warc.gz" });
    saysOf(await found(), /raw\/gongkai-lost\.warc\.gz could not be read, but the tables have documents from it/);
    await commitRow(first);
    assert.deepEqual(await found(), []);
  });
});
