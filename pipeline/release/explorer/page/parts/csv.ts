import type { Table, Value } from "../view.ts";

/** A table as CSV that Excel opens too: UTF-8 with a BOM, CRLF; NULL is an empty field, an empty text is "". */
export const csvOf = ({ columns, rows }: Table): string =>
  `\u{feff}${[columns.map(({ name }) => name), ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;

function field(value: Value): string {
  if (value === null) return "";
  const text = String(value);
  // A text that a spreadsheet would run as a formula is kept from it by an apostrophe; a number is not.
  const safe =
    typeof value === "string" && /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return safe === "" || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives a file to the reader's browser to keep. */
export function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
