import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { readNumber } from "../../pipeline/parser/words/index.ts";

const page = (cell: string, css: string): Buffer =>
  Buffer.from(
    `<html><head><style>${css}</style></head><body><table><tr><td>规章</td><td>${cell}</td></tr><tr><td>行政规范性文件</td><td>3</td></tr></table></body></html>`,
  );
const read = async (cell: string, css = "") => {
  const { text, warnings } = await extract(page(cell, css), {});
  return { figure: text.lines[0]?.split("\t")[1] ?? "", warned: warnings.map(({ code }) => code) };
};

test("what a style sheet prints before and after an element is read as it is shown", async () => {
  for (const [cell, css, shown] of [
    ["<i></i>", "i::before{content:'12'}", "12"],
    ["<i>2</i>", "i:before { content: '1' }", "12"],
    ["<i>2</i>", "td > i::after{content:'件'}", "2件"],
    ["<i data-n=7></i>", "i::after{content:attr(data-n)}", "7"],
    ["<i>2</i>", "i::after{content:'\\31 '}", "21"],
    ["<i>2</i>", "i::after{content:'1';display:block}", "2 1"],
    ["<i>2</i>", "i::after{content:'1'} td i::after{content:none}", "2"],
    ["<i>2</i>", "i::after{content:'.';display:block;height:0;visibility:hidden}", "2"],
    ["<i>2</i>", "i::after{content:'\\e600'}", "2"],
  ] as const)
    assert.deepEqual(await read(cell, css), { figure: shown, warned: [] }, css);
});

test("what a style sheet hides by any selector that browsers know is not taken", async () => {
  for (const [selector, shown] of [
    ["td span:first-child", "12"],
    ["td > span:nth-child(2)", "5"],
    ["span:nth-of-type(2n+1)", "12"],
    ["[data-old]", "12"],
    ["td span:not([data-old])", "5"],
    ["span + span", "5"],
    ["td:not(.x) > span:last-of-type", "5"],
    ["span:hover", "512"],
    ["span:no-such-thing", "512"],
  ] as const)
    assert.equal((await read("<span data-old>5</span><span>12</span>", `${selector}{display:none}`)).figure, shown);
});

test("a figure whose digits the page's style shows in another order is not read, and a warning says so", async () => {
  for (const [cell, css] of [
    ["<bdo dir=rtl>12</bdo>", ""],
    ["<i>12</i>", "i{direction:rtl;unicode-bidi:bidi-override}"],
    ["<i style='float:right'>2</i><i style='float:right'>1</i>", ""],
    ["<div><i>2</i><i>1</i></div>", "td div{display:flex;flex-direction:row-reverse}"],
    ["<div style='display:flex'><i style='order:2'>2</i><i>1</i></div>", ""],
    ["<i style='position:absolute;left:20px'>2</i><i>1</i>", ""],
    ["<i style='display:inline-block;transform:rotate(180deg)'>68</i>", ""],
    ["12<i style='position:relative;top:-5px;font-size:8px'>1</i>", ""],
    ["<i>2</i>", "i::after{content:counter(rows)}"],
  ] as const) {
    const { figure, warned } = await read(cell, css);
    assert.equal(readNumber(figure, "count", null).value, null, cell);
    assert.deepEqual(warned, ["html.rearranged"], cell);
  }
});

test("a character that turns the text about makes no other figure of it", async () => {
  assert.equal(readNumber((await read("&#x202e;12")).figure, "count", null).value, null);
});

test("styles that move a figure as a whole leave it as it is", async () => {
  for (const cell of [
    "<p style='margin-left:-5.25pt;text-align:right'>12</p>",
    "<p style='float:right'>12</p>",
    "<p style='position:relative;left:3px'>12</p>",
  ])
    assert.deepEqual(await read(cell), { figure: "12", warned: [] });
});

test("a figure in the colour of the paper is left out, and a warning says so", async () => {
  assert.deepEqual(await read("<i style='color:#fff'>5</i>12"), { figure: "12", warned: ["html.hidden_text"] });
  assert.deepEqual(await read("<i style='color:#fff'>　</i>12"), { figure: "12", warned: [] });
});
