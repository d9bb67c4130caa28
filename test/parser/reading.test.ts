import assert from "node:assert/strict";
import { test } from "node:test";
import { normalizedText } from "../../data/records/index.ts";
import { parse } from "../../pipeline/parser/index.ts";
import type { Layout } from "./layouts.ts";
import { cell, codes, context, identitiesOf, layoutNamed, read, readAll, row, sample, values } from "./sample.ts";

test("a whole report is verified, with every cell of the form in its order and all 42 identities made", () => {
  const { lines, truth } = sample();
  const report = read(lines);
  assert.equal(report.status, "verified");
  assert.deepEqual(
    report.cells.map((c) => [`${c.table}/${c.item}/${c.column}`, c.value]),
    [...truth],
  );
  assert.equal(identitiesOf(report).length, 42);
  assert.ok(identitiesOf(report).every((c) => c.passes === true));
  assert.deepEqual(report.tables, { proactive: "2021", applications: "2021", disputes: "2021" });
});

test("the report's id stays when lines are broken otherwise, and changes with a figure", () => {
  const { lines } = sample();
  const [report, again] = [read(lines), read(lines.flatMap((line) => [line, ""]))];
  assert.equal(report.id, again.id);
  assert.match(report.id, /^[0-9a-f]{24}$/);
  assert.notEqual(report.id, read(lines.map((line) => line.replace(/^规章\t\d+/, "规章\t77"))).id);
});

test("the report's id changes where a number only moves to the cell beside it, or a digit to the next number", () => {
  const ids = (first: string[], second: string[]) =>
    [first, second].map((cells) => read(sample((tables) => row(tables, /本年新收/).splice(1, 2, ...cells)).lines).id);
  for (const [first, second] of [
    [
      ["1", "10"],
      ["11", "0"],
    ],
    [
      ["5", ""],
      ["", "5"],
    ],
    [
      ["1 0", "2"],
      ["10", "2"],
    ],
  ] satisfies [string[], string[]][])
    assert.equal(new Set(ids(first, second)).size, 2, `${first} → ${second}`);
});

test("a title keeps the bracket that calls the report a correction, and none that makes it a note on one", () => {
  const titled = (tail: string) =>
    read(sample().lines.map((line, i) => (i === 0 ? `${line}${tail}` : line))).title ?? "";
  assert.match(titled("（更正）"), /年度报告（更正）$/);
  assert.match(titled("（2023年修订版）"), /（2023年修订版）$/);
  assert.match(titled("（勘误版）"), /（勘误版）$/);
  assert.doesNotMatch(titled("（更正前）"), /更正/);
  assert.doesNotMatch(titled("（更正说明）"), /更正/);
});

test("every cell says where it stands, down to the place in the source", () => {
  const { lines } = sample();
  const text = normalizedText(
    lines.map((line, y) =>
      line.includes("\t")
        ? { kind: "table", rows: [line.split("\t").map((text, x) => ({ text, place: `row ${y} cell ${x}` }))] }
        : { kind: "paragraph", text: line },
    ),
  );
  const [report] = parse(text, context);
  const fees = report?.cells.find((c) => c.item === "fees");
  const line = text.lines.findIndex((l) => l.startsWith("行政事业性收费"));
  assert.equal(fees?.at, `line ${line + 1} cell 2; ${text.place(line, 1)}`);
});

test("blank is not zero, and neither is a dash", () => {
  const blank = read(sample((tables) => row(tables, /重复申请/).fill("", 3)).lines);
  assert.equal(blank.status, "incomplete");
  assert.ok(
    blank.cells
      .filter((c) => c.item === "not_processed.repeated")
      .every((c) => c.status === "blank" && c.value === null),
  );
  assert.equal(blank.checks.find((c) => c.id === "applications.results:total")?.passes, null);
  const dashes = read(sample((tables) => row(tables, /重复申请/).fill("—", 3)).lines);
  assert.deepEqual([dashes.status, ...new Set(values(dashes, "not_processed.repeated"))], ["verified", null]);
  assert.equal(dashes.checks.find((c) => c.id === "applications.kinds:not_processed.repeated")?.passes, null);
});

test("blanks that satisfy every identity as zeros are a finding, not a value", () => {
  const { lines } = sample((tables, truth) => {
    const zero = [...truth].find(([key, value]) => key.startsWith("disputes/") && value === 0)?.[0] ?? "";
    const at = [...truth.keys()].filter((key) => key.startsWith("disputes/")).indexOf(zero);
    const numbers = tables.disputes.rows.at(-1);
    if (numbers !== undefined) numbers[at] = "";
  });
  const report = read(lines);
  assert.equal(report.checks.find((c) => c.id === "soft.blanks_are_zeros")?.passes, true);
  assert.equal(report.status, "incomplete");
});

test("a publisher's wrong sum is kept as printed and its identity fails", () => {
  const { lines } = sample((tables) => {
    const total = row(tables, /（七）总计/);
    total[9] = String(Number(total[9]) + 6);
  });
  const report = read(lines);
  assert.equal(report.status, "inconsistent");
  assert.deepEqual(
    identitiesOf(report)
      .filter((c) => c.passes === false)
      .map((c) => c.id),
    ["applications.balance:total", "applications.results:total", "applications.kinds:concluded_total"],
  );
});

test("sixteen numbers for fifteen places are realigned where the sums leave one reading", () => {
  const { lines, truth } = sample((tables) => {
    tables.disputes.rows = [
      ...tables.disputes.rows.slice(0, 3),
      "0\t0\t0\t1\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0".split("\t"),
    ];
  });
  const report = read(lines);
  assert.equal(truth.size, report.cells.length);
  assert.deepEqual(values(report, "review"), [0, 0, 0, 1, 1]);
  assert.equal(report.status, "realigned");
});

test("digits run together are parted only where the sums leave one way; else the ways are named", () => {
  const { lines } = sample(
    (tables) => {
      row(tables, /行政规范性文件/).splice(1, 3, "39", "64", "42278");
      row(tables, /^规章/).splice(1, 3, "0", "0", "0");
    },
    "2021",
    layoutNamed("glued"),
  );
  const report = read(lines);
  assert.deepEqual(values(report, "regulations"), [0, 0, 0]);
  assert.deepEqual(values(report, "normative_documents"), [null, null, null]);
  assert.equal(cell(report, "proactive/normative_documents/issued").status, "ambiguous");
  assert.ok(
    report.problems.some((p) => p.code === "row.ambiguous" && /fits \d+ ways: \d+ \| \d+ \| \d+;/.test(p.message)),
  );
  assert.equal(report.status, "incomplete");
});

test("columns are read in the order of their header, not of the form", () => {
  const { lines, truth } = sample((tables) => {
    for (const table of [tables.applications])
      table.rows.forEach((cells, y) => {
        if (y === 2) [cells[4], cells[5]] = [cells[5] ?? "", cells[4] ?? ""];
        if (y > 2) [cells[4], cells[5]] = [cells[5] ?? "", cells[4] ?? ""];
      });
    for (const cells of tables.proactive.rows.slice(1, 4))
      cells.splice(1, 3, cells[3] ?? "", cells[2] ?? "", cells[1] ?? "");
  });
  const report = read(lines);
  assert.deepEqual(
    report.cells.map((c) => c.value),
    [...truth.values()],
  );
});

test("the row of the one column whose name is lost is read where the sums prove it", () => {
  const { lines, truth } = sample(undefined, "2021", layoutNamed("transposed"));
  const nameless = lines.map((line) => line.replace(/(^|\t)法律服务机构(?=\t)/, "$1"));
  const report = read(nameless);
  assert.equal(report.status, "realigned");
  assert.deepEqual(
    values(report, "received_new"),
    [...truth].filter(([key]) => key.includes("received_new")).map(([, n]) => n),
  );
  const broken = read(nameless.map((line) => line.replace(/(?<=总计(?:\t)+)\d+/, "77777")));
  assert.ok(broken.cells.every((c) => c.column !== "legal_service" || c.value === null));
});

test("in table 二 a number counts only under a header of its own row's columns", () => {
  const noHeader = read(sample((tables) => void tables.proactive.rows.splice(1, 1)).lines);
  assert.deepEqual(
    [...values(noHeader, "regulations"), ...values(noHeader, "normative_documents")],
    Array(6).fill(null),
  );
  assert.equal(cell(noHeader, "proactive/regulations/issued").status, "ambiguous");
  const tornHeader = read(sample((tables) => void tables.proactive.rows[1]?.splice(2, 1, "")).lines);
  assert.deepEqual(values(tornHeader, "regulations"), [null, null, null]);
});

test("a year, a page number, a footnote or “保留4位小数” beside table 二 is never a number of it", () => {
  const { lines } = sample((tables) => {
    for (const label of [/^规章/, /^行政许可/, /^行政事业性收费/]) row(tables, label).fill("", 1);
    const header = row(tables, /本年收费金额/);
    header[1] = "本年收费金额（单位：万元，保留4位小数）";
  });
  const noisy = lines.flatMap((line) =>
    /^(?:规章|行政许可|行政事业性收费|信息内容)/.test(line)
      ? [line, "-3-", "2022", "", "注：2021年制定规章3件，保留4位小数。", "4"]
      : [line],
  );
  const report = read(noisy);
  for (const item of ["regulations", "licenses", "fees"])
    for (const value of values(report, item)) assert.equal(value, null, item);
  const inStream = read([
    "某县某局2022年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    ...lines.slice(7, 30).flatMap((line) =>
      line
        .split("\t")
        .filter(Boolean)
        .map((t) => `\t${t}`),
    ),
    "2023",
    "5",
  ]);
  assert.deepEqual(values(inStream, "fees"), [null]);
});

test("money: the cell's unit before the header's, 元 made 万元, and no unit no value", () => {
  const money = (header: string, printed: string) =>
    cell(
      read(
        sample((tables) => {
          row(tables, /采购总金额/)[2] = header;
          row(tables, /政府集中采购/)[2] = printed;
        }, "2019").lines,
      ),
      "proactive/procurement/amount_10k_yuan",
    );
  assert.equal(money("采购总金额（单位:万元）", "1186.1878").value, 1186.1878);
  assert.equal(money("采购总金额（元）", "251000").value, 25.1);
  assert.equal(money("采购总金额（单位:万元）", "251000元").value, 25.1);
  assert.equal(money("采购总金额", "0").value, 0);
  const none = money("采购总金额", "251000");
  assert.deepEqual([none.value, none.status, none.raw], [null, "ambiguous", "251000"]);
});

test("each table has its own generation, whatever the year says", () => {
  const [old, fresh] = [sample(undefined, "2019"), sample()];
  const cut = (lines: string[]): number => lines.findIndex((line) => line.startsWith("三、收到"));
  const report = read([...fresh.lines.slice(0, cut(fresh.lines)), ...old.lines.slice(cut(old.lines))]);
  assert.deepEqual(report.tables, { proactive: "2021", applications: "2019", disputes: "2021" });
  assert.equal(report.format, "2021");
  assert.equal(report.cells.length, 10 + 23 * 7 + 15);
});

test("a table that is not there is absent, not zero", () => {
  const { lines } = sample((tables) => void tables.applications.rows.splice(0));
  const report = read(lines);
  assert.deepEqual(report.tables, { proactive: "2021", applications: null, disputes: "2021" });
  assert.ok(report.cells.filter((c) => c.table === "applications").every((c) => c.status === "missing" && c.at === ""));
  assert.equal(report.status, "incomplete");
});

test("two reports in one document are two", () => {
  const [a, b] = [sample(), sample((tables) => void row(tables, /^行政处罚/).splice(1, 1, "4321"))];
  const reports = readAll([...a.lines, "", ...b.lines]);
  assert.deepEqual(
    reports.map((r) => r.status),
    ["verified", "verified"],
  );
  assert.deepEqual(values(reports[1] ?? read([]), "penalties"), [4321]);
});

test("numbers printed above their names are not taken for those of the name before", () => {
  const above: Layout = {
    name: "numbers above names",
    blanks: true,
    print: (t) =>
      t.rows.flatMap((r, y) =>
        y < t.header || t.labels === 0
          ? [r.join("\t")]
          : [r.slice(t.labels).join("\t"), r.slice(0, t.labels).filter(Boolean).join("\t")],
      ),
  };
  const { lines, truth } = sample(undefined, "2021", above);
  const report = read(lines);
  for (const c of report.cells)
    assert.ok(
      c.value === null || c.value === truth.get(`${c.table}/${c.item}/${c.column}`),
      `${c.item}/${c.column} ${c.value}`,
    );
});

test("two reports side by side give no number that is not its own", () => {
  const { lines, truth } = sample();
  const beside = lines.map((line) =>
    line.includes("\t") ? `${line}\t${line.replace(/\d+/g, (n) => String(Number(n) + 1))}` : line,
  );
  const report = read(beside);
  assert.notEqual(report.status, "verified");
  for (const c of report.cells)
    assert.ok(
      c.value === null || c.value === truth.get(`${c.table}/${c.item}/${c.column}`),
      `${c.item}/${c.column} ${c.value}`,
    );
});

test("a report in prose is narrative, and what is no report is rejected with the reason", () => {
  const narrative = read([
    "青石县人民政府2012年政府信息公开工作年度报告",
    "一、概述",
    "2012年，我县主动公开政府信息1200条，办理行政许可30件，收到政府信息公开申请3件，均已按时答复。".repeat(3),
    "二、存在的问题",
    "公开内容还不够丰富，下一步将继续改进，扩大公开范围，提高公开质量，加强队伍建设。",
  ]);
  assert.deepEqual([narrative.status, narrative.format, narrative.cells.length], ["narrative", "2008", 0]);
  for (const lines of [[], ["关于召开会议的通知", "各科室："]]) {
    const rejected = read(lines);
    assert.deepEqual([rejected.status, rejected.cells.length], ["rejected", 0]);
    assert.ok(codes(rejected).length > 0);
  }
});

test("the six chapters are found by their headings, however these are numbered or renamed", () => {
  const { lines } = sample();
  const renamed = lines.map((line) =>
    line
      .replace("一、总体情况", "1、 总体概况")
      .replace("四、政府信息公开", "四、\t政府信息公开")
      .replace("五、存在的主要问题及改进情况", "（五） 存在的问题及改进措施")
      .replace("六、其他需要报告的事项", "其他需要报告的事项"),
  );
  const { sections } = read(["目录", "一、总体情况", "二、主动公开政府信息情况", "", ...renamed]);
  assert.deepEqual(
    sections.map((s) => s.ordinal),
    [1, 2, 3, 4, 5, 6],
  );
  assert.equal(sections[0]?.heading, "1、 总体概况");
  assert.equal(sections[1]?.text, "");
  assert.match(sections[4]?.text ?? "", /^存在的问题：/);
});
