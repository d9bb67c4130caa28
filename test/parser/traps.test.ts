import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsDecimal } from "../../data/records/index.ts";
import { prove } from "../../pipeline/parser/proof/prove.ts";
import { cell, layoutNamed, read, row, sample, values } from "./sample.ts";

// Documents that lure a reader into a number that is not there: each was read wrong once.

const FEES = "proactive/fees/amount_10k_yuan";

test("the unit of money is read whole, however its characters are spaced, and only where it is a word of its own", () => {
  const fees = (header: string, printed: string, above = "") => {
    const { lines } = sample((tables) => {
      row(tables, /本年收费金额/)[1] = header;
      row(tables, /行政事业性收费/)[1] = printed;
    });
    const at = lines.findIndex((line) => line.startsWith("第二十条"));
    return cell(read([...lines.slice(0, at), above, ...lines.slice(at)]), FEES).value;
  };
  assert.equal(fees("本 年 收 费 金 额 （ 单 位 ： 万 元 ）", "25761"), 25761);
  assert.equal(fees("本年收费金额", "25761", "发布单位：元氏县人民政府"), 25761);
  assert.equal(fees("本年收费金额", "251000", "单位：元"), 25.1);
  assert.equal(fees("本年收费金额（单位：万元）", "251000 元"), 25.1);
  assert.equal(fees("本年收费金额（单位：万元）", "2.51 万 元"), 2.51);
});

test("a unit parted from its number by a blank still counts; one in a cell of its own leaves the number unread", () => {
  const change = (unit: string[]) => (tables: Parameters<NonNullable<Parameters<typeof sample>[0]>>[0]) => {
    row(tables, /行政事业性收费/).splice(1, 1, ...unit);
  };
  assert.equal(cell(read(sample(change(["73812000 元"]), "2021", layoutNamed("spaces")).lines), FEES).value, 7381.2);
  assert.equal(cell(read(sample(change(["73812000", "元"])).lines), FEES).value, null);
});

test("a number too long to be kept exactly is invalid, and no sum is longer than the archive keeps", () => {
  for (const [label, at, item] of [
    [/^行政处罚/, 1, "penalties"],
    [/^行政事业性收费/, 1, "fees"],
    [/重复申请/, 3, "not_processed.repeated"],
  ] as const) {
    const report = read(sample((tables) => void row(tables, label).splice(at, 1, "1234567890123")).lines);
    const found = report.cells.find((c) => c.item === item);
    assert.deepEqual([found?.status, found?.value, found?.raw], ["invalid", null, "1234567890123"], item);
  }
  const long = read(
    sample((tables) => {
      for (const cells of tables.applications.rows.slice(tables.applications.header)) cells.fill("999999999999", 3);
    }).lines,
  );
  assert.equal(long.status, "inconsistent");
  for (const check of long.checks)
    for (const sum of [check.expected, check.actual]) assert.ok(sum === null || fitsDecimal(sum), check.id);
});

test("digits run together in table 二 stay unread where empty places may stand beside them", () => {
  const glued = (printed: string) =>
    values(
      read(
        sample((tables) => void row(tables, /^规章/).splice(1, 3, printed, "", ""), "2021", layoutNamed("glued")).lines,
      ),
      "regulations",
    );
  assert.deepEqual(glued("918"), [null, null, null]);
  assert.deepEqual(glued("0018"), [0, 0, 18]);
  const noted = sample(
    ({ proactive: { rows } }) => {
      rows[1]?.push("备注");
      for (const label of [/^规章/, /^行政规范性文件/])
        rows.find((r) => label.test(r[0] ?? ""))?.splice(1, 3, "0", "0", "5", "32");
    },
    "2021",
    layoutNamed("glued rows"),
  );
  assert.deepEqual(values(read(noted.lines), "regulations"), [null, null, null]);
  const spaced = sample(
    (tables) => void row(tables, /^规章/).splice(1, 3, "370", "", ""),
    "2021",
    layoutNamed("spaces"),
  );
  assert.deepEqual(values(read(spaced.lines), "regulations"), [null, null, null]);
});

test("a publisher's subtotal column is read past wherever it stands, and however the table is laid out", () => {
  for (const layout of ["tidy", "a cell a line", "a cell a line, no tabs", "spaces"])
    for (const at of [4, 9]) {
      const { lines, truth } = sample(
        ({ applications }) =>
          applications.rows.forEach((cells, y) => {
            const sum = cells.slice(4, 9).reduce((a, b) => a + Number(b), 0);
            cells.splice(at, 0, y < 2 ? "" : y === 2 ? "小计" : String(sum));
          }),
        "2021",
        layoutNamed(layout),
      );
      const report = read(lines);
      for (const [i, value] of [...truth.values()].entries())
        assert.ok([value, null].includes(report.cells[i]?.value ?? null), `${layout} ${at} ${i}`);
      // Where words stand in no columns, nothing says which of a row's numbers the form does not have.
      if (layout === "tidy" || at === 9)
        assert.ok(["verified", "realigned"].includes(report.status), `${layout} ${at} ${report.status}`);
    }
});

test("where the ends of lines are trimmed, a short row of table 二 is not read by the places of its cells", () => {
  const { lines } = sample((tables) => {
    row(tables, /^其他对外管理服务事项/).splice(1, 3, "42", "48");
  }, "2019");
  const report = read(lines.map((line) => line.trimEnd()));
  assert.deepEqual(values(report, "other_services"), [null, null, null]);
  assert.equal(cell(report, "proactive/other_services/change").status, "ambiguous");
});

test("what is left of a header names no column on its own", () => {
  const { lines } = sample(({ applications }) => {
    for (const cells of applications.rows.slice(0, 3))
      cells.forEach((text, x) => {
        if (text !== "其他") cells[x] = "";
      });
    for (const cells of applications.rows.slice(3)) cells.splice(3, 7, "2000105");
  });
  assert.ok(read(lines).cells.every((c) => c.table !== "applications" || c.value === null));
});

test("a number beside the name of a row whose number stands below is not taken for it", () => {
  const { lines } = sample(
    (tables) => void row(tables, /^行政处罚/).splice(1, 1, "4321"),
    "2021",
    layoutNamed("names above numbers"),
  );
  const report = read(lines.map((line) => (/^行政处罚$/.test(line) ? "行政处罚\t19" : line)));
  assert.deepEqual(values(report, "penalties"), [null]);
  const rest = sample((tables) => void row(tables, /^行政规范性文件/).splice(1, 3, "0", "8", "060", "5"));
  assert.deepEqual(values(read(rest.lines), "normative_documents"), [null, null, null]);
});

test("rows that no identity counts are not searched together", () => {
  const rows = Array.from({ length: 20 }, (_, r) => ({ cells: [r], ways: Array.from({ length: 40 }, (_, w) => [w]) }));
  const verdicts = prove(Array(20).fill(null), rows, []);
  assert.ok(verdicts.every((verdict) => verdict.kind === "open" && verdict.left.length === 40));
});

test("digits run together in table 三 stay unread where other rows have too few digits for all their places", () => {
  const { lines, truth } = sample(
    (tables, truth) => {
      for (const [label, item] of [
        [/重复申请/, "not_processed.repeated"],
        [/属于国家秘密/, "not_disclosed.state_secret"],
      ] as const) {
        row(tables, label).splice(3, 7, "396", "152", "67", "", "", "", "");
        for (const key of truth.keys()) if (key.includes(item)) truth.set(key, null);
      }
      for (const label of [/重复申请/, /公开出版物/]) row(tables, label).splice(3, 7, "4", "", "", "", "", "", "4");
    },
    "2021",
    layoutNamed("glued rows"),
  );
  const report = read(lines.map((line) => line.replace("39615267", "3961526742")));
  assert.equal(truth.size, report.cells.length);
  assert.ok(values(report, "not_disclosed.state_secret").every((value) => value === null));
});

test("`raw` is as printed, full-width digits and all", () => {
  const { lines } = sample(
    (tables) => void row(tables, /^规章/).splice(1, 3, "０", "１２", "3"),
    "2021",
    layoutNamed("spaces"),
  );
  const report = read(lines);
  assert.deepEqual(values(report, "regulations"), [0, 12, 3]);
  assert.equal(cell(report, "proactive/regulations/repealed").raw, "１２");
});

test("two numbers on one of the lines below a name are not its row where others follow", () => {
  const { lines } = sample(
    (tables) => void row(tables, /政府集中采购/).splice(1, 2, "7 96", "61116.09万元"),
    "2019",
    layoutNamed("a cell a line, no tabs"),
  );
  assert.deepEqual(values(read(lines), "procurement"), [null, null]);
});

test("what is no number is invalid and kept as printed, never blank and never half read", () => {
  for (const printed of ["①22", "22²", "（22）", "22，其中修订16件", "22/0", "约22件", "见附件说明", "Ⅱ"]) {
    const { status, value, raw } = cell(
      read(sample((tables) => void row(tables, /^行政许可/).splice(1, 1, printed)).lines),
      "proactive/licenses/decisions",
    );
    assert.deepEqual([status, value, raw], ["invalid", null, printed]);
  }
});

test("the mark of a footnote is no digit", () => {
  for (const printed of ["22①", "22[1]", "22(注1)"])
    assert.equal(
      cell(
        read(sample((tables) => void row(tables, /^行政许可/).splice(1, 1, printed)).lines),
        "proactive/licenses/decisions",
      ).value,
      22,
      printed,
    );
});

test("a unit in the note of an amount counts; another amount there leaves it unread", () => {
  const fees = (printed: string) =>
    cell(read(sample((tables) => void row(tables, /行政事业性收费/).splice(1, 1, printed)).lines), FEES);
  assert.equal(fees("391000（元）").value, 39.1);
  assert.equal(fees("39.1（其中免收2万元）").value, 39.1);
  assert.equal(fees("391000（其中免收20000元）").status, "invalid");
});

test("a form that nobody filled in has its tables, and every cell blank", () => {
  const report = read(
    sample(({ proactive, applications, disputes }) => {
      for (const table of [proactive, applications, disputes])
        for (const cells of table.rows.slice(table.header))
          cells.forEach((text, x) => void (/^[\d.-]+$/.test(text) && cells.splice(x, 1, "")));
    }).lines,
  );
  assert.deepEqual(report.tables, { proactive: "2021", applications: "2021", disputes: "2021" });
  assert.deepEqual([...new Set(report.cells.map((c) => c.status))], ["blank"]);
});

test("a table that a page shows twice is read once", () => {
  const { lines, truth } = sample();
  const report = read(
    lines.flatMap((line, i) => (/^第二十条第（一）项/.test(line) ? [...lines.slice(i), line] : [line])),
  );
  assert.equal(truth.size, report.cells.length);
  assert.equal(report.status, "verified");
});
