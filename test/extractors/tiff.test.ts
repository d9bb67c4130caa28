import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import type { Picture } from "../../extractors/ocr/index.ts";
import { tiffOf } from "../../extractors/ocr/tiff.ts";
import { findProgram, TESSERACT } from "../../extractors/programs.ts";
import { drawnTiff } from "../../extractors/tiff/draw.ts";
import { tiffPages } from "../../extractors/tiff/pages.ts";

const skip = findProgram(TESSERACT) === null && "tesseract is not installed";

/** The same ruled table on each page, packed by libtiff: Group 4 (twice), Group 3 (twice), PackBits, LZW, Deflate; then in colours, greys, of a palette, as JPEG. */
const packed = readFileSync(join(import.meta.dirname, "packed-in-every-way.tif"));
const ROWS = ["120\t126\t67\t607", "0\t5\t\t31", "88\t4390\t7\t18"];

const refused = (bytes: Uint8Array, code: string, message: RegExp): Promise<void> =>
  assert.rejects(extract(bytes, { fileName: "扫描.tif" }), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.deepEqual([error.code, message.test(error.message)], [code, true], error.message);
    return true;
  });

const paper = (width: number, height: number): Picture => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(255),
});
/** A TIFF with a number of its first directory changed. */
function changed(bytes: Uint8Array, tag: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  const directory = copy.readUInt32LE(4);
  for (let at = directory + 2; at < directory + 2 + 12 * copy.readUInt16LE(directory); at += 12)
    if (copy.readUInt16LE(at) === tag) copy.writeUInt32LE(value, at + 8);
  return copy;
}

test("a page of a TIFF shows the same in whatever way it is packed and coloured", async () => {
  const pages = tiffPages(packed);
  assert.equal(pages.length, 11);
  const [first, ...others] = await Promise.all(pages.map(drawnTiff));
  assert.ok(first);
  const isBlack = (value: number | undefined): boolean => (value ?? 255) < 128;
  assert.ok(first.data.filter(isBlack).length > 5000 && first.data.filter(isBlack).length < 50_000);
  for (const [i, { width, data }] of others.entries()) {
    assert.equal(width, first.width);
    const differing = first.data.filter((value, at) => isBlack(value) !== isBlack(data[at])).length;
    assert.ok(differing < (i < 6 ? 1 : 1000), `page ${i + 2} differs in ${differing} dots`);
  }
});

test("a scan in TIFF is read, page after page, each number with its page", { skip }, async () => {
  const two = Buffer.from(packed);
  const second = nextOf(two, two.readUInt32LE(4));
  two.writeUInt32LE(0, second.next);
  const { text, mediaType } = await extract(two, { fileName: "报告.pdf" });
  assert.equal(mediaType, "image/tiff");
  assert.deepEqual(
    text.lines.filter((line) => line !== ""),
    [...ROWS, ...ROWS],
  );
  assert.deepEqual(
    [text.place(0, 0)?.slice(0, 6), text.place(text.lines.length - 1, 0)?.slice(0, 6)],
    ["page 1", "page 2"],
  );
  assert.ok((text.recognised(0, 0) ?? []).includes("120"));
});

/** Where the directory after the one at `at` is named, from that one on. */
function nextOf(bytes: Buffer, at: number): { next: number } {
  const after = bytes.readUInt32LE(at + 2 + 12 * bytes.readUInt16LE(at));
  return { next: after + 2 + 12 * bytes.readUInt16LE(after) };
}

test("a TIFF that is cut short, turns in a circle, is too large or kept in a rare way is called so", async () => {
  const whole = tiffOf([paper(100, 100), paper(100, 100)], 200);
  for (const share of [0.0005, 0.3, 0.9, 0.999])
    await refused(whole.subarray(0, whole.length * share), "truncated", /TIFF/);
  await refused(packed.subarray(0, packed.length - 200), "truncated", /TIFF/);
  const circle = Buffer.from(tiffOf([paper(100, 100)], 200));
  circle.writeUInt32LE(circle.readUInt32LE(4), circle.length - 4);
  await refused(circle, "truncated", /circle/);
  await refused(
    [256, 257, 278].reduce((bytes, tag) => changed(bytes, tag, 50_000), whole),
    "too_large",
    /50000 × 50000/,
  );
  await refused(changed(whole, 259, 34_712), "needs_ocr", /packed.*PNG or PDF/);
  await refused(changed(whole, 262, 32_803), "needs_ocr", /coloured.*PNG or PDF/);
});
