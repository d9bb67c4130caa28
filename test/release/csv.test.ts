import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { Table } from "../../data/records/index.ts";
import { writeCsv } from "../../pipeline/release/csv.ts";
import type { ReleasedTable } from "../../pipeline/release/tables.ts";
import { folder } from "../archive/sample.ts";

const column = { source: "document", en: "words", zh: "文字" };
const TEXTS: ReleasedTable = {
  name: "texts",
  definition: Table.parse({
    ...{ en: "words", zh: "文字", key: ["ordinal"] },
    columns: {
      ordinal: { ...column, type: "INTEGER" },
      words: { ...column, type: "VARCHAR", nullable: true },
      amount: { ...column, type: "DECIMAL(18,6)", nullable: true },
      seen: { ...column, type: "TIMESTAMP", nullable: true },
    },
  }),
  csv: "true",
};

/** A field as it stands in a file: an empty field is null, an empty quoted one is empty text. */
type Field = string | null;

/** The records of RFC 4180, with this line end between them. Fields in quotes may hold anything. */
function records(text: string, end: "\n" | "\r\n"): Field[][] {
  const found: Field[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const bare = /[^",\r\n]*/y;
    quoted.lastIndex = bare.lastIndex = at;
    const [whole = "", inside] = quoted.exec(text) ?? bare.exec(text) ?? [];
    found.at(-1)?.push(inside === undefined ? whole || null : inside.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith(end, at)) {
      at += end.length;
      if (at < text.length) found.push([]);
    } else if (text[at] === ",") {
      at += 1;
      if (text.startsWith(end, at)) found.at(-1)?.push(null);
    } else assert.fail(`no field ends here: ${JSON.stringify(text.slice(at - 10, at + 10))}`);
  }
  return found;
}

describe("the CSV of a release", () => {
  let connection: DuckDBConnection;
  before(async () => {
    connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  });
  after(() => connection.closeSync());

  const written = async (dir: string, texts: readonly Field[]): Promise<{ plain: Field[][]; excel: Field[][] }> => {
    await connection.run(
      "CREATE OR REPLACE TABLE texts (ordinal INTEGER, words VARCHAR, amount DECIMAL(18,6), seen TIMESTAMP)",
    );
    const appender = await connection.createAppender("texts");
    for (const [ordinal, words] of texts.entries()) {
      appender.appendInteger(ordinal);
      if (words === null) appender.appendNull();
      else appender.appendVarchar(words);
      appender.appendNull();
      appender.appendNull();
      appender.endRow();
    }
    appender.closeSync();
    await connection.run("UPDATE texts SET amount = 1561.743100, seen = '2026-11-20 10:00:00.25' WHERE ordinal = 0");
    await connection.run(`COPY (FROM texts ORDER BY ordinal) TO '${join(dir, "texts.parquet")}' (FORMAT parquet)`);
    assert.equal(
      await writeCsv({ folder: dir, day: "2026-11-20", connection, close: () => undefined }, TEXTS),
      texts.length,
    );
    const excel = await readFile(join(dir, "texts.excel.csv"), "utf8");
    assert.ok(excel.startsWith("\ufeff"), "Excel knows UTF-8 by its mark");
    return {
      plain: records(await readFile(join(dir, "texts.csv"), "utf8"), "\n"),
      excel: records(excel.slice(1), "\r\n"),
    };
  };

  const hostile = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1＋1",
    "=cmd|' /C calc'!A0",
    "3.10",
    "1.1",
    "12e34",
    "007",
  ];
  const harmless = [
    "",
    " ",
    "0",
    "410106",
    "'",
    "''",
    '"',
    '""',
    "a,b",
    "a\nb",
    "a\r\nb",
    "\n",
    "\r",
    "مرحبا\u202e",
    "👩‍👩‍👧",
    "\ufeff",
    "NULL",
    "一、总体情况",
  ];

  it("gives every text back as it was, whatever stands in it, and tells null from empty text", async (t) => {
    const dir = await folder(t);
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...hostile, ...harmless), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
        const { plain, excel } = await written(dir, texts);
        assert.deepEqual(plain[0], ["ordinal", "words", "amount", "seen"]);
        assert.deepEqual(excel[0], plain[0]);
        assert.deepEqual(
          plain.slice(1).map((row) => row[1]),
          texts,
        );
        for (const [i, row] of excel.slice(1).entries()) {
          const [shown, meant] = [row[1] ?? null, texts[i] ?? null];
          assert.ok(shown === meant || shown === `'${meant}`, JSON.stringify([shown, meant]));
          assert.doesNotMatch(shown ?? "", /^[=+\-@\t\r\n＝＋－＠]/, "nothing that Excel would calculate");
        }
      }),
      { numRuns: 40 },
    );
  });

  it("keeps Excel from making a formula, a date or another number of a text, and leaves every other text alone", async (t) => {
    const { excel } = await written(await folder(t), [...hostile, ...harmless.filter((text) => !/^[\r\n]/.test(text))]);
    assert.deepEqual(
      excel.slice(1).map((row) => row[1]),
      [...hostile.map((text) => `'${text}`), ...harmless.filter((text) => !/^[\r\n]/.test(text))],
    );
  });

  it("writes numbers without added zeros, and instants in ISO 8601, for Excel as it reads them", async (t) => {
    const { plain, excel } = await written(await folder(t), ["x"]);
    assert.deepEqual(plain[1], ["0", "x", "1561.7431", "2026-11-20T10:00:00.250Z"]);
    assert.deepEqual(excel[1], ["0", "x", "1561.7431", "2026-11-20 10:00:00"]);
  });
});
