import assert from "node:assert/strict";
import test from "node:test";
import { findProgram, TESSERACT } from "../../extractors/programs.ts";
import { launchChromium } from "../chromium.ts";
import { pdf } from "./pdf.ts";
import { CLEAN, type ScanLook, scan, scannedPages } from "./scan.ts";
import { ofdOfPictures } from "./scanned-ofd.ts";
import { differences, exampleReport, reportIn } from "./truth.ts";

const skip = findProgram(TESSERACT) === null && "tesseract is not installed";

const scanned = async (seed: number, look: ScanLook, wrapped = scan) => {
  const browser = await launchChromium();
  try {
    const { title, blocks, truth } = exampleReport(seed);
    const short = blocks.filter((block) => block.kind !== "paragraph");
    return { truth, bytes: await wrapped(await pdf(browser, title, short), look, seed) };
  } finally {
    await browser.close();
  }
};

for (const look of [CLEAN, { ...CLEAN, name: "askew and noisy", turned: 1.5, noise: 15, quality: 60 }])
  test(`of a scan that is ${look.name}, nine numbers of ten are read and none is wrong`, { skip }, async () => {
    const { truth, bytes } = await scanned(7, look);
    const report = await reportIn(bytes);
    const wrong = differences(report, truth);
    assert.ok(wrong.length <= truth.size / 10, wrong.join("\n"));
    for (const cell of report.cells) {
      assert.ok([null, truth.get(`${cell.table}/${cell.item}/${cell.column}`)].includes(cell.value), cell.at);
      assert.ok(cell.value === null || cell.status === "realigned", cell.at);
    }
    assert.ok(["realigned", "incomplete"].includes(report.status), report.status);
    assert.ok(report.problems.some(({ code }) => code === "ocr"));
    const place = /page 1 box ([\d.,]+)$/.exec(report.cells[0]?.at ?? "")?.[1] ?? "";
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = place.split(",").map(Number);
    assert.ok(x0 > 100 && x1 > x0 && x1 < 560 && y0 > 60 && y1 > y0 && y1 < 400, report.cells[0]?.at);
  });

test("a scan in an OFD is read as one in a PDF is", { skip }, async () => {
  const { truth, bytes } = await scanned(7, CLEAN, async (printed, look, seed) =>
    ofdOfPictures(await scannedPages(printed, look, seed), look.dpi),
  );
  const report = await reportIn(bytes);
  assert.equal(report.source.mediaType, "application/ofd");
  assert.ok(differences(report, truth).length <= truth.size / 10);
  for (const cell of report.cells)
    assert.ok([null, truth.get(`${cell.table}/${cell.item}/${cell.column}`)].includes(cell.value), cell.at);
});
