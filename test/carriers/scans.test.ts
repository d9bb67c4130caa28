import assert from "node:assert/strict";
import test from "node:test";
import { findProgram, TESSERACT } from "../../extractors/programs.ts";
import { launchChromium } from "../chromium.ts";
import { pdf } from "./pdf.ts";
import { CLEAN, type ScanLook, scan } from "./scan.ts";
import { differences, exampleReport, reportIn } from "./truth.ts";

const skip = findProgram(TESSERACT) === null && "tesseract is not installed";

const scanned = async (seed: number, look: ScanLook) => {
  const browser = await launchChromium();
  try {
    const { title, blocks, truth } = exampleReport(seed);
    const short = blocks.filter((block) => block.kind !== "paragraph");
    return { truth, bytes: await scan(await pdf(browser, title, short), look, seed) };
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
