import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ColumnDefinition } from "../../data/records/index.ts";
import { literal, parquetOf } from "../archive/index.ts";
import type { Release } from "./opened.ts";
import { csvOf, excelOf, type ReleasedTable } from "./tables.ts";

/**
 * Writes a table's CSV twice out of its Parquet file, in the same order; returns the number of rows. TABLE.csv is for programs: UTF-8, LF, null an
 * empty field and empty text a quoted one, instants in ISO 8601, decimals without the zeros that only their type adds. TABLE.excel.csv is
 * for Excel: with a byte order mark and CRLF, instants as Excel reads them, and an apostrophe before text that it would take for something else.
 */
export async function writeCsv(release: Release, { name, definition, csv }: ReleasedTable): Promise<number | null> {
  if (csv === null) return null;
  const { folder, connection } = release;
  const copy = async (write: Write, instants: string, file: string): Promise<number> => {
    const fields = Object.entries(definition.columns).map(([column, { type }]) => write(column, type));
    const rows = `SELECT ${fields.join(", ")} FROM ${literal(parquetOf(folder, name))} WHERE ${csv}`;
    const result = await connection.runAndReadAll(
      `COPY (${rows}) TO ${literal(file)} (FORMAT csv, HEADER, TIMESTAMPFORMAT '${instants}', USE_TMP_FILE false)`,
    );
    return Number(result.getRows()[0]?.[0]);
  };
  const draft = join(folder, `.${name}.csv`);
  await copy(fieldForExcel, "%Y-%m-%d %H:%M:%S", draft);
  await pipeline(createReadStream(draft), linesForExcel, createWriteStream(join(folder, excelOf(name))));
  await rm(draft);
  return copy(plainField, "%Y-%m-%dT%H:%M:%S.%gZ", join(folder, csvOf(name)));
}

type Write = (column: string, type: ColumnDefinition["type"]) => string;

const plainField: Write = (column, type) =>
  type.startsWith("DECIMAL") ? `rtrim(rtrim(${column}::VARCHAR, '0'), '.') AS ${column}` : column;

/** Text that Excel calculates (also by a full-width sign, in Chinese and Japanese versions), on which a spreadsheet of strangers' words must not act. */
const FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]";
/** Text that Excel takes for a date or a number: 3.10 would become 3.1, and a digest such as 12e345 zero. */
const NUMBER_LIKE = "^[0-9][0-9.,eE:/%-]*$";
/** Of these, what it shows as it is. */
const HARMLESS = "^(0|[1-9][0-9]{0,14})$";

const fieldForExcel: Write = (column, type) => {
  if (type !== "VARCHAR") return plainField(column, type);
  const matches = (pattern: string): string => `regexp_matches(${column}, '${pattern}')`;
  return `CASE WHEN ${matches(FORMULA)} OR ${matches(NUMBER_LIKE)} AND NOT ${matches(HARMLESS)} THEN '''' || ${column} ELSE ${column} END AS ${column}`;
};

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];

/** The byte order mark by which Excel knows UTF-8, and CRLF after each row; a line break within a quoted field stays as it is. */
async function* linesForExcel(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from("\ufeff");
  let quoted = false;
  for await (const chunk of chunks) {
    const lines = Buffer.allocUnsafe(2 * chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (byte === QUOTE) quoted = !quoted;
      if (byte === LF && !quoted) lines[length++] = CR;
      lines[length++] = byte;
    }
    yield lines.subarray(0, length);
  }
}
