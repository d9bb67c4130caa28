import assert from "node:assert/strict";
import test from "node:test";
import type { Browser } from "playwright-core";
import { findBrowser } from "../../crawlers/index.ts";
import { extract } from "../../extractors/index.ts";
import { docx } from "../carriers/docx.ts";
import { htmlPage } from "../carriers/html.ts";
import { text } from "../carriers/text.ts";
import { launchChromium } from "../chromium.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { numberedReport, tableLines } from "./report.ts";

const TITLE = "某市某区人民政府2021年政府信息公开工作年度报告";
const noBrowser = findBrowser() === null && "no Chromium on this machine";

/** Lines that say something: the blank lines between blocks are the same for every carrier. */
const said = (lines: readonly string[]): string[] => lines.filter((line) => line !== "");
const truth = (blocks: SourceBlock[]): string[] => said(text(blocks).split("\n"));

for (const format of ["2019", "2021"] as const) {
  test(`every cell of the ${format} form comes out of HTML in its row and column`, async () => {
    const blocks = numberedReport(format, 2);
    const extraction = await extract(Buffer.from(htmlPage(TITLE, blocks)), {});
    assert.deepEqual(said(extraction.text.lines), truth(blocks));
    assert.equal(extraction.meta.title, TITLE);
  });

  test(`every cell of the ${format} form comes out of a Word document in its row and column`, async () => {
    const blocks = numberedReport(format, 2);
    const extraction = await extract(await docx(TITLE, blocks), { fileName: "报告" });
    assert.deepEqual(said(extraction.text.lines), truth(blocks));
    assert.equal(extraction.meta.title, TITLE);
  });
}

/** Ways in which tables meet the end of a page: style, and whether the head is repeated on every page. */
const BREAKS = [
  { name: "as it comes", css: "", repeated: false },
  { name: "with its head on every page", css: "", repeated: true },
  {
    name: "with rows kept whole, in landscape, under running heads",
    css: "tr { break-inside: avoid }",
    repeated: false,
  },
  { name: "with every cell boxed", css: "table { border-collapse: separate; border-spacing: 2px }", repeated: false },
];

test("every cell of the form comes out of a PDF, wherever a page ends", { skip: noBrowser }, async (t) => {
  const browser = await launchChromium();
  t.after(() => browser.close());
  for (const [i, { name, css, repeated }] of BREAKS.entries())
    for (const paragraphs of [1, 5, 9])
      await t.test(`${name}, after ${paragraphs} paragraphs`, async () => {
        const blocks = numberedReport(i % 2 === 0 ? "2021" : "2019", paragraphs);
        const html = htmlPage(TITLE, blocks).replace("</style>", `${css}</style>`);
        const bytes = await print(browser, repeated ? withTableHeads(html) : html, i === 2);
        const extraction = await extract(bytes, {});
        assert.deepEqual(tableLines(extraction.text.lines), tableLines(truth(blocks)));
        assert.deepEqual(said(extraction.text.lines), truth(blocks));
        assert.deepEqual(extraction.warnings, []);
      });
});

async function print(browser: Browser, html: string, landscape: boolean): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.setContent(html);
  const margin = { top: "20mm", bottom: "20mm", left: "18mm", right: "18mm" };
  const bytes = await page.pdf({ format: "A4", margin, landscape, displayHeaderFooter: landscape });
  await page.close();
  return bytes;
}

/** The three header rows of table three as a head that the browser repeats on every page. */
function withTableHeads(html: string): string {
  const headed = html.replace(
    /<tbody>\n((?:<tr>.*<\/tr>\n){3})(?=<tr>.*本年新收)/,
    (_, head: string) => `<thead>${head}</thead><tbody>\n`,
  );
  assert.notEqual(headed, html);
  return headed;
}

test("a PDF cell says on which page and where it stands", { skip: noBrowser }, async (t) => {
  const browser = await launchChromium();
  t.after(() => browser.close());
  const { lines, place } = (await extract(await print(browser, htmlPage(TITLE, numberedReport("2021", 1)), false), {}))
    .text;
  const last = lines.findLastIndex((line) => line.startsWith("四、结转"));
  const [, page, ...box] = /^page (\d+) box ([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/.exec(place(last, 3) ?? "") ?? [];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box.map(Number);
  assert.ok(Number(page) >= 1);
  assert.ok(0 < x0 && x0 < x1 && x1 < 595 && 0 < y0 && y0 < y1 && y1 < 842, String(place(last, 3)));
  assert.notEqual(place(last, 3), place(last, 4));
});
