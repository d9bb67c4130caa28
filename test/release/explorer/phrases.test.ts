import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { commit, openArchive } from "../../../pipeline/archive/index.ts";
import { phrases, type Within } from "../../../pipeline/release/explorer/page/database/phrases.ts";
import type { Table } from "../../../pipeline/release/explorer/page/view.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { madeChanges } from "../../../scripts/bench/made-nation.ts";

/** Words as they are compared, plainly. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

/** The same words as somebody else would type them. */
const respelled = (words: string, how: readonly number[]): string =>
  [...words]
    .map((character, i) => {
      const way = how[i % how.length] ?? 0;
      if (way === 1) return ` ${character}`;
      if (way === 2) return `${character}\u3000\n`;
      const code = character.charCodeAt(0);
      if (way === 3 && code > 0x20 && code < 0x7f) return String.fromCharCode(code + 0xfee0);
      return way === 4 ? character.toUpperCase() : character;
    })
    .join("");

describe("the search for a phrase", () => {
  let scratch: string;
  let database: DuckDBConnection;
  let texts: { report_id: string; division: string; year: number; words: string[] }[];
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-phrases-"));
    const changes = madeChanges(60_000, 60_300);
    const records = (changes.records ?? []).map((record, i) => ({
      ...record,
      sections: record.sections.map((section) => ({
        ...section,
        heading: i % 40 === 3 ? `第①部分 总体\n情况（Ａ）` : section.heading,
        text:
          i % 60 === 7
            ? `${section.text}\n政府“12345”热线\n100%_办结\u{20000}`
            : i % 50 === 9
              ? `\u{20000}${section.text}受理 申请\u3000１２件，公开㎡ Ｗｅｂ页`
              : section.text,
      })),
    }));
    await commit(join(scratch, "archive"), { ...changes, records });
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    const file = join(folder, "explorer/gongkai.duckdb");
    database = await (await DuckDBInstance.create(file, { access_mode: "READ_ONLY" })).connect();
    const archive = await openArchive(join(scratch, "archive"));
    const { rows } = await archive.query(
      "SELECT report_id, division, year, string_agg(heading || chr(0) || text, chr(0)) FROM reports JOIN sections USING (report_id) WHERE is_current GROUP BY ALL",
    );
    texts = rows.map(([id, division, year, text]) => ({
      ...{ report_id: String(id), division: String(division), year: Number(year) },
      words: String(text).split("\0"),
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

  it("finds exactly the reports in whose text or headings the phrase stands, whatever stands in it", async () => {
    const [first = ""] = texts.flatMap(({ words }) => words.filter((one) => one.length > 60));
    const taken = [1, 2, 3, 5, 8, 13].map((length) => first.slice(40, 40 + length));
    const held = [
      "“12345”",
      "100%_办",
      "办结\u{20000}",
      "线\n1",
      "总体情况",
      "12件",
      "１２ 件",
      "2件",
      "m2",
      "web",
      "(a)",
      "％",
    ];
    for (const phrase of [...taken, ...held, "没有这个", "情况受理", "'; DROP", "", " \u3000"])
      for (const within of [
        {},
        { years: [2020, 2021] },
        { place: "2327" },
        { place: "23", years: [2025, 2025] },
      ] satisfies Within[]) {
        const { place = "", years: [from, to] = [0, 9999] }: { place?: string; years?: [number, number] } = within;
        const looked = plain(phrase);
        const expected = texts.filter(
          ({ words, division, year }) =>
            looked !== "" &&
            words.some((one) => plain(one).includes(looked)) &&
            division.startsWith(place) &&
            year >= from &&
            year <= to,
        );
        if (within.place === undefined && within.years === undefined && held.includes(phrase))
          assert.ok(expected.length > 0, phrase);
        assert.deepEqual(
          (await everywhere(phrase, within)).sort(),
          expected.map(({ report_id }) => report_id).sort(),
          JSON.stringify([phrase, within]),
        );
      }
  });

  it("finds a report by any of its words however they are spelled, and shows them as the report writes them", async () => {
    const ways = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 2, max: 12 }),
        ways,
        async (a, b, c, length, how) => {
          const { report_id, division, year, words } = texts[a % texts.length] ?? assert.fail();
          const characters = [...(words[b % words.length] ?? "")];
          const from = c % Math.max(1, characters.length);
          const phrase = respelled(characters.slice(from, from + length).join(""), how);
          fc.pre(plain(phrase) !== "");
          const within: Within = { place: division, years: [year, year] };
          assert.ok((await everywhere(phrase, within)).includes(report_id), phrase);
          for (const hit of (await phrases({ query }, phrase, within)).hits) {
            const found = texts.find((one) => one.report_id === hit.report_id);
            const shown = `${hit.before}${hit.phrase}${hit.after}`;
            assert.ok(
              found?.words.some((one, i) => one.includes(shown) && (i % 2 === 0) === hit.inHeading),
              phrase,
            );
            assert.ok(plain(hit.phrase).includes(plain(phrase)), phrase);
            // No more is marked than the phrase: without its first or its last character it is not the phrase.
            const marked = [...hit.phrase];
            for (const less of [marked.slice(1), marked.slice(0, -1)])
              assert.ok(!plain(less.join("")).includes(plain(phrase)), phrase);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the newest first, each once, with the words around the phrase", async () => {
    const { hits } = await phrases({ query }, "１２３４５", {});
    assert.equal(hits.length, 5);
    const years = hits.map(({ year }) => year ?? 0);
    assert.deepEqual(
      years,
      years.toSorted((a, b) => b - a),
    );
    for (const { before: words, phrase, after: more, inHeading } of hits) {
      assert.ok(words.endsWith("\n政府“") && words.length === 40);
      assert.deepEqual([phrase, more, inHeading], ["12345", "”热线\n100%_办结\u{20000}", false]);
    }
  });

  it("says of a phrase that it stands in a heading, and marks it there as it is written", async () => {
    const [hit] = (await phrases({ query }, "总体情况(a", {})).hits;
    assert.ok(hit?.inHeading);
    assert.deepEqual([hit.before, hit.phrase, hit.after], ["第①部分 ", "总体\n情况（Ａ", "）"]);
    const [text] = (await phrases({ query }, "申请12件", {})).hits;
    assert.ok(text && !text.inHeading && text.before.endsWith("受理 "));
    assert.deepEqual([text.phrase, text.after], ["申请\u3000１２件", "，公开㎡ Ｗｅｂ页"]);
  });

  it("reads the texts of those reports only that can hold it", async () => {
    assert.deepEqual(await phrases({ query }, "没有这个", {}), { hits: [], looked: 0, next: null });
    const rare = await phrases({ query }, "“12345”热线", {});
    assert.equal(rare.looked, 5);
  });
});
