import assert from "node:assert/strict";
import test from "node:test";
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { Document, ImageRun, Packer, Paragraph } from "docx";
import { UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { findProgram, TESSERACT } from "../../extractors/programs.ts";

const skip = findProgram(TESSERACT) === null && "tesseract is not installed";

const refused = (bytes: Uint8Array, code: string, message: RegExp): Promise<void> =>
  assert.rejects(extract(bytes, { fileName: "报告.pdf" }), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.deepEqual([error.code, message.test(error.message)], [code, true], error.message);
    return true;
  });

/** A ruled table of digits, as large as a scan of 200 dots per inch has them. */
function picture(): Canvas {
  const paper = createCanvas(900, 400);
  const context = paper.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 900, 400);
  context.fillStyle = "black";
  context.font = "28px 'Liberation Sans', 'DejaVu Sans', sans-serif";
  ROWS.forEach((row, y) => {
    row.forEach((text, x) => {
      context.fillText(text, 120 + 200 * x, 92 + 60 * y);
    });
  });
  for (let y = 0; y <= ROWS.length; y += 1) context.fillRect(60, 50 + 60 * y, 802, 2);
  for (let x = 0; x <= 4; x += 1) context.fillRect(60 + 200 * x, 50, 2, 60 * ROWS.length);
  return paper;
}

const ROWS = [
  ["120", "126", "67", "607"],
  ["0", "5", "", "31"],
  ["88", "4390", "7", "18"],
];

for (const format of ["png", "jpeg", "webp"] as const)
  test(`a table in a ${format} image is read, empty cells and all, and every number of it twice`, {
    skip,
  }, async () => {
    const bytes = format === "png" ? picture().encodeSync("png") : picture().encodeSync(format, 90);
    const { text, mediaType } = await extract(bytes, { fileName: "报告.pdf" });
    assert.equal(mediaType, `image/${format}`);
    assert.deepEqual(
      text.lines.map((line) => line.split("\t")),
      ROWS,
    );
    assert.ok((text.recognised(0, 0) ?? []).includes("120"));
    assert.equal(text.recognised(1, 2), null);
  });

test("a page that lies on its side is read, and its places are those of the page as it lies", { skip }, async () => {
  const [upright, lying] = [picture(), createCanvas(400, 900)];
  const context = lying.getContext("2d");
  context.translate(400, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(upright, 0, 0);
  const { text } = await extract(lying.encodeSync("png"), {});
  assert.equal(text.lines[0], "120\t126\t67\t607");
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = (text.place(0, 1)?.split("box ")[1] ?? "").split(",").map(Number);
  assert.ok(x0 > 280 && x1 < 355 && y0 > 255 && y1 < 470, text.place(0, 1) ?? "");
});

test("a Word document that holds nothing but pictures is read in them, one after another", { skip }, async () => {
  const data = picture().encodeSync("png");
  const image = (): ImageRun => new ImageRun({ type: "png", data, transformation: { width: 600, height: 270 } });
  const children = [new Paragraph({ children: [image()] })];
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  const { text, mediaType } = await extract(bytes, {});
  assert.match(mediaType, /wordprocessingml/);
  assert.equal(text.lines[0], "120\t126\t67\t607");
});

test("an image that was cut short is called so", async () => {
  const png = picture().encodeSync("png");
  const jpeg = picture().encodeSync("jpeg", 90);
  for (const share of [0.001, 0.5, 0.95]) {
    await refused(png.subarray(0, Math.max(8, png.length * share)), "truncated", /PNG.*cut short/);
    await refused(jpeg.subarray(0, Math.max(8, jpeg.length * share)), "truncated", /JPEG.*cut short/);
  }
});

test("an image of more pixels than any page has is refused before it is unpacked", async () => {
  const bomb = Buffer.from(createCanvas(8, 8).encodeSync("png"));
  bomb.writeUInt32BE(50_000, 16);
  bomb.writeUInt32BE(50_000, 20);
  await refused(bomb, "too_large", /50000 × 50000/);
});

test("an image on which nothing stands, and one of nothing but dirt, is no empty report", { skip }, async () => {
  const paper = createCanvas(600, 800);
  const context = paper.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 600, 800);
  await refused(paper.encodeSync("png"), "needs_ocr", /nothing was recognised/);
  context.fillStyle = "black";
  for (let i = 0; i < 400; i += 1) context.fillRect((i * 7919) % 600, (i * 104_729) % 800, 1, 1);
  await refused(paper.encodeSync("png"), "needs_ocr", /nothing was recognised/);
});

test("without a program that recognises text, it is said how to get one", async (t) => {
  const before = process.env.GONGKAI_TESSERACT;
  t.after(() => {
    if (before === undefined) delete process.env.GONGKAI_TESSERACT;
    else process.env.GONGKAI_TESSERACT = before;
  });
  process.env.GONGKAI_TESSERACT = "/no/such/program";
  await refused(picture().encodeSync("png"), "needs_ocr", /tesseract.*chi_sim.*apt-get install/);
});
