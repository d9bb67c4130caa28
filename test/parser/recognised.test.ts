import assert from "node:assert/strict";
import { test } from "node:test";
import { type Block, normalizedText, type Report } from "../../data/records/index.ts";
import { parse } from "../../pipeline/parser/index.ts";
import { context, identitiesOf, sample } from "./sample.ts";

/** What each reading of a number came to, the one that stands in the text first; the same twice where nothing is said. */
type Misreadings = Record<string, string[]>;

const { lines, truth } = sample();

/**
 * A scan of the sample, each number recognised twice: where its cell is named (`table/item/column`), as is said there. Where it stands is asked of
 * the clean sample, in which a blank line parts every two lines.
 */
function scanned(misreadings: Misreadings, readings = 2): Report {
  const [clean] = parse(normalizedText(lines.map(blockOf(() => undefined))), context);
  const cells = new Map(clean?.cells.map((c) => [/^line (\d+) cell (\d+)/.exec(c.at)?.slice(1).join(), c]));
  const misread = (line: number, cell: number): string[] | undefined => {
    const { table, item, column } = cells.get(`${2 * line + 1},${cell + 1}`) ?? {};
    return misreadings[`${table}/${item}/${column}`];
  };
  const [report] = parse(normalizedText(lines.map(blockOf(misread, readings))), context);
  assert.ok(report);
  return report;
}

const blockOf =
  (misread: (line: number, cell: number) => string[] | undefined, readings = 2) =>
  (line: string, y: number): Block => {
    const row = line.split("\t").map((printed, x) => {
      const [text = "", ...others] = misread(y, x) ?? Array.from({ length: readings }, () => printed);
      return { text, recognised: others };
    });
    return row.length > 1 ? { kind: "table", rows: [row] } : { kind: "paragraph", text: line };
  };

const cellOf = (report: Report, address: string) =>
  report.cells.find((c) => `${c.table}/${c.item}/${c.column}` === address);

/** No number that is there is another than the true one. */
function assertNoneWrong(report: Report): void {
  for (const c of report.cells)
    assert.ok([null, truth.get(`${c.table}/${c.item}/${c.column}`)].includes(c.value), `${c.item} ${c.column}`);
  assert.ok(!["verified", "inconsistent"].includes(report.status), report.status);
}

const filled = (table: string): string[] => [...truth].flatMap(([key, n]) => (key.startsWith(table) && n ? [key] : []));
const [inThree = "", inThreeToo = ""] = filled("applications").filter((key) => !/total|received|carried/.test(key));
const [inTwo = ""] = filled("proactive");

test("a report that was recognised without a doubt is complete, and never more than realigned", () => {
  const report = scanned({});
  assert.equal(report.status, "realigned");
  assert.deepEqual([...new Set(report.cells.map((c) => c.status))], ["realigned"]);
  assert.deepEqual(
    report.cells.map((c) => c.value),
    [...truth.values()],
  );
  assert.deepEqual(
    report.problems.filter((p) => p.code === "ocr").map((p) => /recognised by a program/.test(p.message)),
    [true],
  );
});

test("of two readings, the sums of the form decide", () => {
  const right = String(truth.get(inThree));
  for (const readings of [
    [`${right}7`, right],
    [right, `${right}7`],
  ]) {
    const report = scanned({ [inThree]: readings });
    assert.deepEqual([report.status, cellOf(report, inThree)?.raw], ["realigned", right]);
    assertNoneWrong(report);
  }
});

test("a number that both readings get wrong fails its sums, and is left out alone", () => {
  const wrong = String(Number(truth.get(inThree)) + 6);
  const report = scanned({ [inThree]: [wrong, wrong] });
  assert.deepEqual([report.status, cellOf(report, inThree)?.status], ["incomplete", "ambiguous"]);
  assert.equal(report.cells.filter((c) => c.value === null).length, 1);
  assert.ok(report.problems.some((p) => p.code === "cell.recognised" && p.message.includes(`“${wrong}”`)));
  assertNoneWrong(report);
});

test("two misreadings that make up for each other in one sum are caught by the others", () => {
  const [table, item] = inThree.split("/");
  const neighbours = filled(`${table}/${item}/`).filter((key) => key !== inThree && !key.endsWith("total"));
  const other = neighbours[0] ?? `${table}/${item}/${inThree.endsWith("research") ? "nonprofit" : "research"}`;
  const [more, less] = [Number(truth.get(inThree)) + 1, Number(truth.get(other)) - 1];
  const report = scanned({ [inThree]: [`${more}`, `${more}`], [other]: [`${Math.abs(less)}`, `${Math.abs(less)}`] });
  assert.equal(report.status, "incomplete");
});

test("where no sum of the form counts a number, it stands only if two readings agree", () => {
  const right = String(truth.get(inTwo));
  const disputed = scanned({ [inTwo]: [right, `${right}1`] });
  assert.deepEqual([disputed.status, cellOf(disputed, inTwo)?.status], ["incomplete", "ambiguous"]);
  assert.ok(disputed.problems.some((p) => p.message.includes(`“${right}” or “${right}1”`)));
  const abstained = scanned({ [inTwo]: [right, "王"] });
  assert.equal(cellOf(abstained, inTwo)?.status, "ambiguous");
  const voted = scanned({ [inTwo]: [right, "王", right] });
  assert.deepEqual([voted.status, cellOf(voted, inTwo)?.value], ["realigned", truth.get(inTwo)]);
});

test("the text that another program laid under a scan is one reading: only sums prove it", () => {
  const report = scanned({}, 1);
  assert.equal(report.status, "incomplete");
  for (const c of report.cells) assert.equal(c.value === null, c.table === "proactive", `${c.table} ${c.item}`);
  const right = String(truth.get(inThree));
  const wrong = scanned({ [inThree]: [`${right}7`], [inThreeToo]: [`${truth.get(inThreeToo)}`] }, 1);
  assert.equal(cellOf(wrong, inThree)?.value, null);
  assertNoneWrong(wrong);
});

test("a sum that is wrong on recognised numbers may be a misreading, and never makes a publisher inconsistent", () => {
  const total = "disputes/review/total";
  const wrong = String(Number(truth.get(total)) + 1);
  const report = scanned({ [total]: [wrong, wrong] });
  assert.equal(report.status, "incomplete");
  assert.ok(identitiesOf(report).every((check) => check.passes !== false));
  assert.ok(report.cells.filter((c) => c.item === "review").every((c) => c.value === null));
  assertNoneWrong(report);
});

test("a table that was recognised beside tables that were not is doubted alone", () => {
  const only = blockOf(() => undefined, 1);
  const blocks = lines.map((line, y): Block => {
    const block = only(line, y);
    if (block.kind === "paragraph" || y < lines.findIndex((l) => l.startsWith("四、政府信息公开"))) return clean(block);
    return block;
  });
  const [report] = parse(normalizedText(blocks), context);
  assert.equal(report?.status, "realigned");
  for (const c of report?.cells ?? [])
    assert.equal(c.status, c.table === "disputes" ? "realigned" : "reported", `${c.table} ${c.item}`);
});

const clean = (block: Block): Block =>
  block.kind === "paragraph"
    ? { kind: "paragraph", text: block.text }
    : { kind: "table", rows: block.rows.map((row) => row.map(({ text }) => ({ text }))) };
