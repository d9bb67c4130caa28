import assert from "node:assert/strict";
import type { Release } from "../../../pipeline/release/opened.ts";
import type { Visit } from "./visit.ts";

/** Presses a button that gives a file, and reads that file without keeping it: a browser stops one who keeps dozens. */
const PRESSED = `async (button) => {
  const [make, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  let given;
  URL.createObjectURL = (blob) => { given = blob; return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = () => {};
  try { button.click(); } finally { URL.createObjectURL = make; HTMLAnchorElement.prototype.click = click; }
  return given.text();
}`;

/** Holds what the page gives as CSV to what the SQL that it shows beside it says: for every table of the page, so many. */
export async function heldToSql({ page }: Visit, { connection }: Release): Promise<number> {
  const parts = await page.locator(".behind").all();
  for (const [i, part] of parts.entries()) {
    const csv = String(await page.evaluate(`(${PRESSED})(document.querySelectorAll(".behind button")[${i}])`));
    assert.match(csv, /^[a-z]+,/);
    const [, ...lines] = csv.trimEnd().split("\r\n");
    const sql = (await part.locator("code").textContent()) ?? "";
    const answered = (await connection.runAndReadAll(sql)).getRowsJson();
    const field = (text: string): string => (/["，,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const rows = answered.map((row) => row.map((value) => field(String(value ?? ""))).join(","));
    assert.deepEqual(lines.sort(), rows.sort(), `${page.url()}\n${sql}`);
  }
  return parts.length;
}
