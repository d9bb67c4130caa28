import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import type { Extraction } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { damagedStreams } from "../../extractors/pdf/damage.ts";
import { type HandmadePage, handmadePdf, words } from "./handmade-pdf.ts";

const read = (...pages: HandmadePage[]): Promise<Extraction> => extract(handmadePdf(pages), {});
const page = (...parts: string[]): HandmadePage => ({ content: parts.join("") });

test("a page without text among others is named in a warning, and one that is merely empty is not", async () => {
  const picture = page("q 200 0 0 200 60 400 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q\n");
  const extraction = await read(page(words("一、总体情况", 60, 100)), picture, page(""));
  assert.deepEqual(
    extraction.warnings.map((w) => [w.code, w.at]),
    [["page.needs_ocr", "page 2"]],
  );
  await assert.rejects(read(picture), { code: "needs_ocr" });
});

test("a compressed page that is damaged is named in a warning where its beginning can be read, and refused where nothing can", async () => {
  const rows = Array.from({ length: 300 }, (_, i) => words(`第${i}项 ${(i * 7919) % 1000}`, 60, 20 + 2 * i, 2)).join(
    "",
  );
  const whole = Buffer.from(handmadePdf([{ content: rows, compressed: true }]));
  const damagedAt = (share: number): Uint8Array => {
    const [start, end] = [whole.indexOf("stream") + 7, whole.indexOf("endstream")];
    const at = Math.floor(start + (end - start) * share);
    return Buffer.from(whole).fill(0xff, at, at + 9);
  };
  assert.deepEqual((await extract(whole, {})).warnings, []);
  assert.equal((await extract(damagedAt(0.9), {})).warnings[0]?.code, "pdf.damaged");
  await assert.rejects(extract(damagedAt(0), {}), { code: "truncated" });
});

test("text that a scanner's program laid invisibly over a picture is marked as such", async () => {
  const extraction = await read(page("3 Tr\n", words("一、总体情况", 60, 100)));
  assert.equal(extraction.warnings[0]?.code, "page.ocr_layer");
});

test("an encrypted PDF opens with the empty password and is refused with any other", async () => {
  const content = words("12 items", 60, 100);
  assert.deepEqual((await extract(handmadePdf([{ content }], ""), {})).text.lines, ["12 items"]);
  await assert.rejects(extract(handmadePdf([{ content }], "secret"), { fileName: "a.pdf" }), {
    code: "encrypted",
    message: /^a\.pdf: .*password/,
  });
});

test("a page that a bomb compresses is refused before it takes any memory", async () => {
  const bomb = Buffer.from(handmadePdf([{ content: " ".repeat(70 * 2 ** 20), compressed: true }]));
  assert.ok(bomb.length < 100_000);
  await assert.rejects(extract(bomb, {}), { code: "too_large" });
});

test("a PDF whose streams say their length elsewhere is not called damaged", async () => {
  const whole = handmadePdf([page(words("一、总体情况", 60, 100))]);
  const data = deflateSync(Buffer.from("BT ET"));
  const object = Buffer.concat([
    Buffer.from("\n12 0 obj << /Filter /FlateDecode /Length 14 0 R >>\nstream\n"),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  assert.equal(damagedStreams(Buffer.concat([whole, object])), 0);
});
