import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";

const lines = async (html: string): Promise<string[]> => (await extract(Buffer.from(html), {})).text.lines;

test("elements that their style lays out as a table are read as one", async () => {
  const cell = (text: string): string => `<div style="display: table-cell"><p>${text}</p></div>`;
  const row = (...texts: string[]): string => `<div style="display:table-row">${texts.map(cell).join("")}</div>`;
  const html = `<div style="display:table">${row("信息内容", "本年制发件数")}${row("规章", "12")}${row("行政规范性文件", "")}</div>`;
  assert.deepEqual(await lines(html), ["信息内容\t本年制发件数", "规章\t12", "行政规范性文件\t"]);
});

test("a figure that was typed into a form's field is what the field shows; what is hidden in a form is no text", async () => {
  const html = `<table><tr><td>规章</td><td><input type="text" value="12"></td></tr><tr><td>行政许可</td><td><input type="hidden" value="9"><input value="7"></td></tr></table>`;
  assert.deepEqual(await lines(html), ["规章\t12", "行政许可\t7"]);
});

test("a report that the page carries as data is hidden where the page's own style hides it", async () => {
  const article = `<p>某局2023年政府信息公开工作年度报告</p><table><tr><td>规章</td><td>12<i class='old'>9</i></td></tr></table>`;
  const html = `<html><head><style>.old{display:none}</style></head><body><div id="app"></div><script>var content = ${JSON.stringify(article).replaceAll("</", "<\\/")};</script></body></html>`;
  assert.ok((await lines(html)).includes("规章\t12"));
});

test("a row with fewer cells than the others is not filled up with blank ones", async () => {
  const html = "<table><tr><td>行政许可</td><td>1</td><td>2</td></tr><tr><td>行政处罚</td><td>3</td></tr></table>";
  assert.deepEqual(await lines(html), ["行政许可\t1\t2", "行政处罚\t3"]);
});
