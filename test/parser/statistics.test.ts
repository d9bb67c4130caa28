import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Report } from "../../data/records/index.ts";
import { type Layout, layouts, type TextTable } from "./layouts.ts";
import { cell, codes, identitiesOf, layoutNamed, read, sample } from "./sample.ts";
import { type Manner, reportLines, type Statistics, statistics } from "./statistics.ts";
import { chanceOf } from "./truth.ts";

const MANNER: Manner = { units: true, ordinals: "whole", header: true };

/** The national table of known figures, with one thing changed. */
function tidy(
  change: (table: TextTable) => void = () => undefined,
  manner = MANNER,
): { report: Report; own: Statistics } {
  const own = statistics("2008", 2016, chanceOf(5));
  const table = own.print(manner);
  change(table);
  return { report: read(reportLines(2016, layoutNamed("tidy").print(table, chanceOf(1)))), own };
}
const rowOf = (table: TextTable, label: RegExp, nth = 0): string[] => {
  const row = table.rows.filter((cells) => label.test(cells[0] ?? ""))[nth];
  assert.ok(row, String(label));
  return row;
};
const value = (report: Report, item: string) => cell(report, `statistics_2014/${item}/value`).value;

test("a report of 2014–2018 with its statistics table is verified, and has no cell of a later form", () => {
  const { report, own } = tidy();
  assert.deepEqual([report.status, report.format], ["verified", "2008"]);
  assert.deepEqual(report.tables, { proactive: null, applications: null, disputes: null, statistics_2014: "2008" });
  assert.deepEqual(
    report.cells.map((c) => [`${c.table}/${c.item}/${c.column}`, c.value]),
    [...own.truth],
  );
  assert.deepEqual(
    identitiesOf(report).map((c) => [c.id, c.passes]),
    ["received", "concluded", "replies", "refusals", "reviews", "litigation", "staff"].map((id) => [
      `statistics_2014.${id}:value`,
      true,
    ]),
  );
});

test("a report of those years without a table is narrative, whatever figures its prose recites", () => {
  const report = read(reportLines(2016, []));
  assert.deepEqual([report.status, report.format, report.cells.length], ["narrative", "2008", 0]);
  assert.equal(report.tables.statistics_2014, null);
});

test("the reports of later forms say nothing of the table, unless it stands in them", () => {
  const { lines } = sample(undefined, "2019");
  const alone = read(lines);
  assert.deepEqual(Object.keys(alone.tables), ["proactive", "applications", "disputes"]);
  const own = statistics("2008", 2020, chanceOf(3));
  const both = read([...lines, "政府信息公开情况统计表", ...layoutNamed("tidy").print(own.print(MANNER), chanceOf(1))]);
  assert.deepEqual(
    [both.format, both.status, both.tables],
    ["2019", "verified", { ...alone.tables, statistics_2014: "2008" }],
  );
  assert.deepEqual(
    both.cells.slice(0, alone.cells.length).map((c) => c.value),
    alone.cells.map((c) => c.value),
  );
});

test("a few of its rows in a table of the publisher's own are not yet the statistics table", () => {
  const { lines } = sample();
  const at = lines.indexOf("二、主动公开政府信息情况");
  const report = read(lines.toSpliced(at, 0, "收到申请数\t12", "当面申请数\t3", "举报投诉数量\t0"));
  assert.deepEqual([report.status, Object.keys(report.tables).length], ["verified", 3]);
});

test("rows that the form has under two heads are told apart by their place", () => {
  const { report } = tidy((table) => {
    for (const [nth, words] of [
      ["7", "8", "9"],
      ["1", "2", "3"],
    ].entries()) {
      rowOf(table, /被依法纠错数/, nth)[2] = words[0] ?? "";
      rowOf(table, /其他情形数/, nth)[2] = words[1] ?? "";
    }
  });
  assert.deepEqual(
    ["4.2", "4.3", "5.2", "5.3"].map((item) => value(report, item)),
    [7, 8, 1, 2],
  );
});

test("where their place does not tell either, they are nobody's", () => {
  const { report } = tidy((table) => {
    const lost = [
      rowOf(table, /行政诉讼数量/),
      rowOf(table, /驳回原告/),
      rowOf(table, /被依法纠错数/),
      rowOf(table, /其他情形数/),
    ];
    table.rows = table.rows.filter((row) => !lost.includes(row));
  });
  assert.equal(report.status, "incomplete");
  assert.deepEqual(
    ["4.2", "4.3", "5.2", "5.3"].map((item) => value(report, item)),
    [null, null, null, null],
  );
});

test("a digit that may be the next row's number is given to no row that nothing proves", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const own = statistics("2008", 2016, chanceOf(seed));
    const glued = own
      .print({ ...MANNER, ordinals: "bare" })
      .rows.flat()
      .join("");
    for (const { item, column, value } of read(reportLines(2016, [glued])).cells)
      if (value !== null) assert.equal(value, own.truth.get(`statistics_2014/${item}/${column}`), `${seed} ${item}`);
  }
});

test("blank is not zero, and a dash no number", () => {
  const { report } = tidy((table) => {
    rowOf(table, /政府公报公开/)[2] = "";
    rowOf(table, /政务微博公开/)[2] = "——";
  });
  assert.deepEqual(
    ["1.2.1", "1.2.3"].map((item) => cell(report, `statistics_2014/${item}/value`).status),
    ["blank", "dash"],
  );
  assert.equal(report.status, "incomplete");
});

test("an amount is in the unit of its row: 元 where the row says so", () => {
  const { report } = tidy((table) => {
    rowOf(table, /收取的费用/).splice(1, 2, "元", "251000");
    rowOf(table, /专项经费/).splice(1, 2, "万元", "3.5");
  });
  assert.deepEqual([value(report, "7"), value(report, "8.4")], [25.1, 3.5]);
});

test("a table that is printed twice with other numbers, for the organ alone and for all, leaves what differs unread", () => {
  const table = (seed: number) =>
    layoutNamed("tidy").print(statistics("2008", 2016, chanceOf(seed)).print(MANNER), chanceOf(1));
  const report = read(reportLines(2016, [...table(5), "", ...table(8)]));
  assert.equal(report.status, "incomplete");
  assert.ok(codes(report).includes("cell.conflict"));
});

const PRINTED: Record<string, (row: string[], y: number) => string[]> = {
  "with serial numbers": (row, y) => [y === 0 ? "序号" : String(y), ...row],
  "with blanks in its head": (row, y) => (y === 0 ? ["统 计 指 标", "单 位", "统 计 数"] : row),
  "with units behind numbers": (row, y) =>
    row.map((text, x) => (x === 2 && y > 0 && text !== "" ? text + row[1] : text)),
  "with units behind names": ([name = "", unit = "", number = ""]) => [`${name}（${unit}）`, number],
  "with names cut short": ([name = "", ...rest]) => [
    name.replace(/（不.*）/, "").replace(/(纠错|情形|申请|人员)数$/, "$1"),
    ...rest,
  ],
  "with a column that the form lacks": (row, y) => [...row, y === 0 ? "上年数" : row[2] === "" ? "" : "5"],
};

for (const [how, print] of Object.entries(PRINTED))
  test(`the table is read ${how}`, () => {
    const { report, own } = tidy((table) => {
      table.rows = table.rows.map(print);
    });
    assert.deepEqual(
      report.cells.map((c) => c.value),
      [...own.truth.values()],
    );
    assert.match(report.status, /^(?:verified|realigned)$/);
  });

test("under heads that say no year of its own, or two, no number is taken for the year's", () => {
  for (const heads of [
    ["市本级", "全市"],
    ["2015年", "2016年"],
  ]) {
    const { report } = tidy((table) => {
      table.rows = table.rows.map((row, y) =>
        y === 0 ? [...row.slice(0, 2), ...heads] : [...row, row[2] === "" ? "" : "5"],
      );
    });
    assert.equal(value(report, "1.1"), null, heads.join());
    assert.equal(report.status, "incomplete");
  }
});

test("a variant is read as its own form, the year's column apart from the years before", () => {
  for (const name of ["2008-fujian", "2008-shanghai"]) {
    const own = statistics(name, 2016, chanceOf(4));
    const report = read(reportLines(2016, layoutNamed("tidy").print(own.print(MANNER), chanceOf(1))));
    assert.deepEqual([report.status, report.tables.statistics_2014], ["verified", "2008"], name);
    const read元 = (item: string): boolean => name.endsWith("shanghai") && Number(item) >= 37 && Number(item) <= 48;
    for (const { item, column, value } of report.cells) {
      const printed = own.truth.get(`statistics_2014/${item}/${column}`) ?? Number.NaN;
      assert.equal(value, read元(item) ? printed / 10000 : printed, `${name} ${item} ${column}`);
    }
  }
});

/** Layouts that leave every number of the table to be read. */
const LEGIBLE = layouts.filter(({ name }) => !/glued|names above|wrapped/.test(name));

const documents = (of: readonly Layout[]) =>
  fc.record({
    seed: fc.integer({ min: 1, max: 1 << 30 }),
    layout: fc.constantFrom(...of),
    manner: fc.record({
      units: fc.boolean(),
      ordinals: fc.constantFrom("none", "bare", "whole"),
      header: fc.boolean(),
    }),
  });

function printed({ seed, layout, manner }: { seed: number; layout: Layout; manner: Manner }) {
  const chance = chanceOf(seed);
  const own = statistics("2008", 2017, chance);
  return { own, lines: reportLines(2017, layout.print(own.print(manner), chance)) };
}

test("in every layout that keeps the numbers apart every cell is read", () => {
  fc.assert(
    fc.property(documents(LEGIBLE), (document) => {
      const { own, lines } = printed(document);
      const report = read(lines);
      assert.deepEqual(
        report.cells.map((c) => c.value),
        [...own.truth.values()],
      );
      assert.ok(["verified", "realigned"].includes(report.status), report.status);
    }),
    { numRuns: 60 },
  );
});

/** What happens to a line of the table. */
const DAMAGES: Record<string, (lines: string[], at: number) => void> = {
  "line lost": (lines, at) => void lines.splice(at, 1),
  "line twice": (lines, at) => void lines.splice(at, 0, lines[at] ?? ""),
  "lines swapped": (lines, at) => void lines.splice(at, 2, ...lines.slice(at, at + 2).reverse()),
  "name cut": (lines, at) => void lines.splice(at, 1, (lines[at] ?? "").replace(/^\D{3}/, "")),
  "number lost": (lines, at) => void lines.splice(at, 1, (lines[at] ?? "").replace(/\d+$/, "")),
  "numbers added": (lines, at) => void lines.splice(at, 1, `${lines[at] ?? ""}\t7`),
  "page number": (lines, at) => void lines.splice(at, 0, "", "- 7 -", ""),
};

test("whatever happens to a line, no number is given to a row that does not have it", () => {
  fc.assert(
    fc.property(documents(layouts), fc.constantFrom(...Object.keys(DAMAGES)), fc.nat(), (document, damage, where) => {
      const { own, lines } = printed(document);
      const start = lines.findIndex((line) => line.endsWith("情况统计表")) + 2;
      DAMAGES[damage]?.(lines, start + (where % Math.max(1, lines.length - start - 3)));
      const report = read(lines);
      const wrong = report.cells.filter(
        (c) => c.value !== null && c.value !== own.truth.get(`${c.table}/${c.item}/${c.column}`),
      );
      assert.ok(wrong.length === 0 || !["verified", "realigned"].includes(report.status), report.status);
    }),
    { numRuns: 150 },
  );
});
