import type { Answer } from "./answer.ts";
import { type SqlValue, textOf } from "./values.ts";

/** How an answer is printed, piece by piece; the last piece ends with a line break. `parquet` is a file, not text: see Archive.writeParquet. */
export const RESULT_FORMATS = { table: asTable, json: asJson, csv: asCsv } as const;
export type ResultFormat = keyof typeof RESULT_FORMATS;

/** One array of objects, a row a line; a name that comes twice is numbered. */
export async function* asJson({ columns, rows, batches }: Answer): AsyncGenerator<string> {
  if (rows === 0) {
    yield "[]\n";
    return;
  }
  let before = "[\n";
  for await (const batch of batches()) {
    const objects = batch.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))),
    );
    yield before + objects.join(",\n");
    before = ",\n";
  }
  yield "\n]\n";
}

/** RFC 4180 but for its line ends, which are those of the files of a release (LF): a header line; null is an empty field, empty text a quoted one. */
export async function* asCsv({ columns, batches }: Answer): AsyncGenerator<string> {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const field = (value: SqlValue): string => {
    const text = textOf(value);
    return value !== null && /^$|[",\r\n]|^\s|\s$/.test(text) ? quoted(text) : text;
  };
  const line = (row: SqlValue[]): string => `${row.map(field).join(",")}\n`;
  yield line(columns.map(({ name }) => name));
  for await (const batch of batches()) yield batch.map(line).join("");
}

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(\d+,\d+\)|DOUBLE|FLOAT)$/;

/** The widest a column of a table gets; what is longer ends in …. */
const WIDEST = 80;

/** Aligned columns for people at a terminal: numbers to the right, null as ∅, control characters made visible. The answer is read twice: how wide, then what. */
export async function* asTable({ columns, batches }: Answer): AsyncGenerator<string> {
  const heads = columns.map(({ name }) => visible(name));
  const widths = heads.map(width);
  for await (const batch of batches())
    for (const row of batch)
      row.forEach((value, i) => {
        widths[i] = Math.max(widths[i] ?? 0, width(shown(value)));
      });
  const right = columns.map(({ type }) => NUMBER.test(type));
  const line = (texts: string[]): string =>
    `${texts
      .map((text, i) => {
        const gap = " ".repeat(Math.max(0, (widths[i] ?? 0) - width(text)));
        return right[i] ? gap + text : text + gap;
      })
      .join("  ")
      .trimEnd()}\n`;
  yield line(heads) + line(widths.map((n) => "─".repeat(n)));
  for await (const batch of batches()) yield batch.map((row) => line(row.map(shown))).join("");
}

const shown = (value: SqlValue): string => (value === null ? "∅" : shortened(visible(textOf(value))));

/** Columns of a terminal that a text takes: a Chinese character or full-width form takes two, a combining mark none. */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const char of text) columns += /^\p{M}$/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return columns;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Text from strangers must not steer the terminal. */
const visible = (text: string): string =>
  text
    .replace(/\r\n|[\n\r\u2028\u2029]/g, "⏎")
    .replace(/\t/g, " ")
    .replace(/\p{Cc}/gu, "\ufffd");

function shortened(text: string): string {
  if (width(text) <= WIDEST) return text;
  let kept = "";
  for (const char of text) {
    if (width(kept + char) >= WIDEST) break;
    kept += char;
  }
  return `${kept}…`;
}
