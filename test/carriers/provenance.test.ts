import assert from "node:assert/strict";
import test from "node:test";
import { load } from "cheerio/slim";
import { parse as parseHtml, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { findBrowser } from "../../crawlers/index.ts";
import { unzip, zipEntries } from "../../extractors/zip.ts";
import { launchChromium } from "../chromium.ts";
import { docx } from "./docx.ts";
import { htmlPage } from "./html.ts";
import { pdf } from "./pdf.ts";
import { differences, exampleReport, reportIn } from "./truth.ts";

const SEEDS = [1, 2, 3, 4];
const noBrowser = findBrowser() === null && "no Chromium on this machine";

/** What stands at a place of the source, found by other means than ours. */
type Finder = (place: string) => string;

async function proves(bytes: Uint8Array, seed: number, find: Finder): Promise<void> {
  const report = await reportIn(bytes);
  assert.deepEqual(differences(report, exampleReport(seed).truth), [], `seed ${seed}`);
  assert.equal(report.status, "verified");
  for (const cell of report.cells) {
    const [, place = ""] = cell.at.split("; ");
    assert.equal(find(place).replace(/\s+/g, ""), cell.raw, `${cell.table}/${cell.item}/${cell.column} at ${cell.at}`);
  }
}

const tableRowCell = (place: string): [number, number, number] => {
  const [, table, row, cell] = /^table (\d+) row (\d+) cell (\d+)$/.exec(place) ?? [];
  assert.ok(table && row && cell, place);
  return [Number(table) - 1, Number(row) - 1, Number(cell) - 1];
};

test("every figure of a web page is the true one, and its place is the table, row and cell that a browser's DOM has there", async () => {
  for (const seed of SEEDS) {
    const { title, blocks } = exampleReport(seed);
    // A metadata table before, a layout table around, and cells that nobody sees: the DOM counts them all.
    const page = htmlPage(title, blocks)
      .replace("<body>", "<body><table><tr><td>索引号</td><td>0001</td></tr></table><table><tr><td>")
      .replace("</body>", "</td></tr></table></body>")
      .replaceAll(/<tr>(?=<td[^>]*><p><span>（?[一二三]）?)/g, '<tr><td style="display:none">9</td>');
    const tables = elements(parseHtml(page), "table", true);
    await proves(Buffer.from(page), seed, (place) => {
      const [table, row, cell] = tableRowCell(place);
      const tr = elements(tables[table], "tr", false)[row];
      return tr ? textOf(tr.childNodes.filter((n) => n.nodeName === "td")[cell]) : "";
    });
  }
});

test("every figure of a Word document is the true one, and its place is the table, row and cell of its XML", async () => {
  for (const seed of SEEDS) {
    const { title, blocks } = exampleReport(seed);
    const bytes = await docx(title, blocks);
    const main = zipEntries(bytes).find((entry) => entry.name === "word/document.xml");
    assert.ok(main);
    const $ = load(Buffer.from(unzip(bytes, main)).toString("utf8"), { xml: true });
    await proves(bytes, seed, (place) => {
      const [table, row, cell] = tableRowCell(place);
      return $("w\\:tbl").eq(table).children("w\\:tr").eq(row).children("w\\:tc").eq(cell).text();
    });
  }
});

/** Styles in which a browser prints the same tables: ruled, open, lined only across, shaded, turned. */
const STYLES = [
  "",
  "td { border: none; padding: 4pt }",
  "td { border-left: none; border-right: none }",
  "td { border-style: dotted }",
];

test("every figure of a PDF is the true one, and its place is the box on the page in which a viewer shows it", {
  skip: noBrowser,
}, async (t) => {
  const browser = await launchChromium();
  t.after(() => browser.close());
  for (const [i, style] of STYLES.entries()) {
    const seed = SEEDS[i] ?? 1;
    const { title, blocks, truth } = exampleReport(seed);
    const bytes = await pdf(browser, title, blocks, style);
    const shown = await itemsOf(bytes);
    const report = await reportIn(bytes);
    assert.deepEqual(differences(report, truth), [], style);
    assert.ok(["verified", "realigned"].includes(report.status), report.status);
    for (const cell of report.cells) {
      const [, place = ""] = cell.at.split("; ");
      const [, page, ...box] = /^page (\d+) box ([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/.exec(place) ?? [];
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box.map(Number);
      const there = shown.filter((s) => s.page === Number(page) && s.x > x0 && s.x < x1 && s.y > y0 && s.y < y1);
      assert.equal(there.map((s) => s.text).join(""), cell.raw, `${style} ${cell.item}/${cell.column} at ${cell.at}`);
    }
  }
});

/** The pieces of text that pdf.js finds, each at the middle of where it stands. */
async function itemsOf(bytes: Uint8Array): Promise<{ page: number; text: string; x: number; y: number }[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const found: { page: number; text: string; x: number; y: number }[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    for (const item of (await page.getTextContent()).items)
      if ("str" in item) {
        const [, , , size = 0, x = 0, y = 0] = item.transform.map(Number);
        // What stands near each other in two cells is one piece to pdf.js, with a blank between.
        for (const word of item.str.matchAll(/\S+/g)) {
          const middle = (word.index + word[0].length / 2) / item.str.length;
          found.push({ page: number, text: word[0], x: x + item.width * middle, y: height - y - size / 3 });
        }
      }
  }
  await task.destroy();
  return found;
}

/** The elements of a name below a node, in document order; only those within no table of their own where `deep` is not asked for. */
function elements(node: Tree.Node | undefined, name: string, deep: boolean): Tree.Element[] {
  if (node === undefined || !("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) => {
    if (!("tagName" in child)) return [];
    const own = child.tagName === name ? [child] : [];
    return !deep && child.tagName === "table" ? own : [...own, ...elements(child, name, deep)];
  });
}

function textOf(node: Tree.Node | undefined): string {
  if (node === undefined) return "";
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
