import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsOf, forms } from "../../../data/forms/index.ts";
import { figureWords } from "../../../data/words/figures.ts";
import { cell, read, row, sample } from "../sample.ts";
import { reportLines, statistics } from "../statistics.ts";
import { chanceOf } from "../truth.ts";

type Change = Parameters<typeof sample>[0];

/** A tidy report with these words in its first chapter instead of its own. */
function saying(words: string, change?: Change, format: "2019" | "2021" = "2021") {
  const lines = sample(change, format).lines.filter((line) => !/^20\d\d年，我县主动公开/.test(line));
  const at = lines.indexOf("一、总体情况");
  return read([...lines.slice(0, at + 1), words, ...lines.slice(at + 1)]);
}
const soft = (report: ReturnType<typeof read>) => report.checks.filter((c) => c.id.startsWith("soft."));

test("prose against table: what each says, and whether it is the same, without touching the report", () => {
  const quiet = saying("我县做好公开工作。");
  assert.deepEqual(soft(quiet), []);
  const received = cell(quiet, "applications/received_new/total").value ?? 0;
  for (const n of [received, received + 78]) {
    const report = saying(`2022年，全县收到政府信息公开申请${n}件。`);
    assert.deepEqual(soft(report), [
      { id: "soft.prose.received_new", passes: n === received, expected: received, actual: n },
    ]);
    assert.deepEqual([report.status, report.cells], ["verified", quiet.cells]);
    assert.deepEqual(report.problems, quiet.problems);
  }
});

test("a figure is held to the sum of the cells that it counts, in the form that the report has", () => {
  const [direct, after] = ["direct", "after_review"].map(
    (way) => cell(saying(""), `disputes/litigation_${way}/total`).value ?? 0,
  );
  const sum = (direct ?? 0) + (after ?? 0);
  const said = "2022年我县因政府信息公开工作被提起行政诉讼3件。";
  assert.deepEqual(soft(saying(said)), [{ id: "soft.prose.litigation", passes: sum === 3, expected: sum, actual: 3 }]);
  const made = (tables: Parameters<NonNullable<Change>>[0]) => void row(tables, /^规范性文件/).splice(1, 1, "16");
  assert.deepEqual(soft(saying("2020年我县制发规范性文件16件，废止3件。", made, "2019")), [
    { id: "soft.prose.normative_documents.issued", passes: true, expected: 16, actual: 16 },
  ]);
});

test("in the years of the statistics table a figure is held to the row that its own form has for it", () => {
  for (const [form, received] of [
    ["2008", "3.1"],
    ["2008-fujian", "2.1"],
    ["2008-shanghai", "12"],
  ] as const) {
    const { truth, print } = statistics(form, 2016, chanceOf(5));
    const table = print({ units: true, ordinals: "whole", header: true });
    const report = read(
      reportLines(
        2016,
        table.rows.map((cells) => cells.join("\t")),
      ),
    );
    const expected = truth.get(`statistics_2014/${received}/value`);
    const check = soft(report).find(({ id }) => id === "soft.prose.received_new");
    assert.deepEqual([check?.expected, check?.actual], [expected, 5], form);
  }
});

test("where the table's number is not known, neither is whether it agrees", () => {
  const blank: Change = (tables) => void row(tables, /^行政处罚/).splice(1, 1, "");
  const report = saying("2022年我县作出行政处罚决定1175件。", blank);
  assert.deepEqual(soft(report), [{ id: "soft.prose.penalties", passes: null, expected: null, actual: 1175 }]);
  assert.equal(cell(report, "proactive/penalties/decisions").value, null);
});

test("blanks read as zeros: said where there are blanks, false as soon as one identity fails so", () => {
  const check = (change: (tables: Parameters<NonNullable<Change>>[0]) => void) =>
    soft(
      saying("", (tables) => {
        for (const cells of tables.applications.rows.slice(3)) cells.fill("0", 3);
        change(tables);
      }),
    ).map(({ id, passes }) => [id, passes]);
  const id = "soft.blanks_are_zeros";
  assert.deepEqual(
    check(() => undefined),
    [],
  );
  assert.deepEqual(
    check((tables) => row(tables, /重复申请/).fill("", 3)),
    [[id, true]],
  );
  const wrongSum = check((tables) => {
    row(tables, /重复申请/).fill("", 3);
    row(tables, /（七）总计/).splice(9, 1, "7");
    row(tables, /要求提供公开出版物/).fill("—", 3);
  });
  assert.deepEqual(wrongSum, [[id, false]]);
  const dashes = check((tables) => {
    row(tables, /重复申请/).fill("", 3);
    row(tables, /要求提供公开出版物/).fill("—", 3);
  });
  assert.deepEqual(dashes, [[id, null]]);
});

test("every cell that a figure is held to is a cell of a form", () => {
  const known = new Set(
    forms.flatMap(({ name, tables }) =>
      tables.flatMap((table) =>
        cellsOf(table).flatMap(({ item, column }) => {
          const path = `${table.id}/${item}/${column}`;
          return [path, `${name}:${path}`];
        }),
      ),
    ),
  );
  const { figures, sayings } = figureWords;
  for (const path of Object.values(figures).flat(2)) assert.ok(known.has(path), path);
  for (const name of sayings.flatMap(({ counts }) => counts)) assert.ok(figures[name], name);
});
