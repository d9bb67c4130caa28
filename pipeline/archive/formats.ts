import type { QueryResult } from "./query.ts";
import { type SqlValue, textOf } from "./values.ts";

/** How an answer is printed; each ends with a line break. `parquet` is a file, not text: see Archive.writeParquet. */
export const RESULT_FORMATS = { table: asTable, json: asJson, csv: asCsv } as const;
export type ResultFormat = keyof typeof RESULT_FORMATS;

/** One array of objects, a row a line; a name that comes twice is numbered. */
export function asJson({ columns, rows }: QueryResult): string {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))),
  );
  return objects.length === 0 ? "[]\n" : `[\n${objects.join(",\n")}\n]\n`;
}

/** RFC 4180: CRLF, a header line; null is an empty field, empty text a quoted one. */
export function asCsv({ columns, rows }: QueryResult): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const field = (value: SqlValue): string => {
    const text = textOf(value);
    return value !== null && /^$|[",\r\n]|^\s|\s$/.test(text) ? quoted(text) : text;
  };
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(\d+,\d+\)|DOUBLE|FLOAT)$/;

/** The widest a column of a table gets; what is longer ends in …. */
const WIDEST = 80;

/** Aligned columns for people at a terminal: numbers to the right, null as ∅, control characters made visible. */
export function asTable({ columns, rows }: QueryResult): string {
  const cells = rows.map((row) => row.map((value) => (value === null ? "∅" : shortened(visible(textOf(value))))));
  const heads = columns.map(({ name }) => visible(name));
  const widths = heads.map((head, i) => Math.max(width(head), ...cells.map((row) => width(row[i] ?? ""))));
  const right = columns.map(({ type }) => NUMBER.test(type));
  const line = (texts: string[]): string =>
    texts
      .map((text, i) => {
        const gap = " ".repeat(Math.max(0, (widths[i] ?? 0) - width(text)));
        return right[i] ? gap + text : text + gap;
      })
      .join("  ")
      .trimEnd();
  return `${[line(heads), line(widths.map((n) => "─".repeat(n))), ...cells.map(line)].join("\n")}\n`;
}

/** Columns of a terminal that a text takes: a Chinese character or full-width form takes two, a combining mark none. */
export function width(text: string): number {
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
