import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { commit, openArchive } from "../../../pipeline/archive/index.ts";
import { phrases, type Within } from "../../../pipeline/release/explorer/page/database/phrases.ts";
import type { Table } from "../../../pipeline/release/explorer/page/view.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";

describe("the search for a phrase", () => {
  let scratch: string;
  let database: DuckDBConnection;
  let texts: { report_id: string; division: string; year: number; text: string }[];
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-phrases-"));
    const changes = madeChanges(60_000, 60_300);
    const records = (changes.records ?? []).map((record, i) => ({
      ...record,
      sections: record.sections.map((section) => ({
        ...section,
        text: i % 60 === 7 ? `${section.text}\n政府“12345”热线\n100%_办结\u{20000}` : section.text,
      })),
    }));
    await commit(join(scratch, "archive"), { ...changes, records });
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    const file = join(folder, "explorer/gongkai.duckdb");
    database = await (await DuckDBInstance.create(file, { access_mode: "READ_ONLY" })).connect();
    const archive = await openArchive(join(scratch, "archive"));
    const { rows } = await archive.query(
      "SELECT report_id, division, year, string_agg(text, chr(0)) FROM reports JOIN sections USING (report_id) WHERE is_current GROUP BY ALL",
    );
    texts = rows.map(([id, division, year, text]) => ({
      ...{ report_id: String(id), division: String(division), year: Number(year), text: String(text) },
    }));
    archive.close();
  });
  after(async () => {
    database?.closeSync();
    await rm(scratch, { recursive: true, force: true });
  });

  const query = async (sql: string): Promise<Table> => {
    const found = await database.runAndReadAll(sql);
    const rows = found
      .getRowsJS()
      .map((row) => row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value)));
    return { columns: [], rows: rows as Table["rows"] };
  };

  /** Everything that is found, from where to where the search goes on. */
  async function everywhere(phrase: string, within: Within): Promise<string[]> {
    const found: string[] = [];
    for (let next: number | null = -1; next !== null; ) {
      const some = await phrases({ query }, phrase, { ...within, after: next });
      found.push(...some.hits.map(({ report_id }) => report_id));
      next = some.next;
    }
    return found;
  }

  it("finds exactly the reports in whose text the phrase stands, whatever stands in it", async () => {
    const [first = ""] = texts.map(({ text }) => text);
    const taken = [1, 2, 3, 5, 8, 13].map((length) => first.slice(40, 40 + length));
    for (const phrase of [...taken, "“12345”", "100%_办", "办结\u{20000}", "线\n1", "没有这个", "'; DROP", "", "％"])
      for (const within of [
        {},
        { years: [2020, 2021] },
        { place: "2327" },
        { place: "23", years: [2025, 2025] },
      ] satisfies Within[]) {
        const { place = "", years: [from, to] = [0, 9999] }: { place?: string; years?: [number, number] } = within;
        const expected = texts.filter(
          ({ text, division, year }) =>
            phrase !== "" && text.includes(phrase) && division.startsWith(place) && year >= from && year <= to,
        );
        assert.deepEqual(
          (await everywhere(phrase, within)).sort(),
          expected.map(({ report_id }) => report_id).sort(),
          JSON.stringify([phrase, within]),
        );
      }
  });

  it("gives the newest first, each once, with the words around the phrase", async () => {
    const { hits } = await phrases({ query }, "12345", {});
    assert.equal(hits.length, 5);
    const years = hits.map(({ year }) => year ?? 0);
    assert.deepEqual(
      years,
      years.toSorted((a, b) => b - a),
    );
    for (const { before: words, after: more } of hits) {
      assert.ok(words.endsWith("\n政府“") && words.length === 40);
      assert.equal(more, "”热线\n100%_办结\u{20000}");
    }
  });

  it("reads the texts of those reports only that can hold it", async () => {
    assert.deepEqual(await phrases({ query }, "没有这个", {}), { hits: [], looked: 0, next: null });
    const rare = await phrases({ query }, "“12345”热线", {});
    assert.equal(rare.looked, 5);
  });
});
