import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Report } from "../../data/records/index.ts";
import { fromPlainText } from "../../data/records/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";
import { splitReports } from "../../pipeline/parser/split.ts";
import { documentLines, textTables } from "./documents.ts";
import { codes, layoutNamed } from "./sample.ts";
import { chanceOf, consistentFigures, type Truth } from "./truth.ts";

type Document = { title: string; lines: string[]; truth: Truth };

/** A tidy report of this organ, whose own figures are told by `seed`. */
function document(organ: string, seed: number): Document {
  const chance = chanceOf(seed);
  const truth = consistentFigures("2021", chance);
  const title = `${organ}2022年政府信息公开工作年度报告`;
  const [, ...lines] = documentLines(2022, textTables("2021", truth), layoutNamed("tidy"), chance);
  return { title, truth, lines };
}
const city = document("中牟县人民政府", 100);
const office = document("中牟县人民政府办公室", 900);
const narrative = (title: string): string[] => [
  title,
  "一、总体情况",
  "2022年，认真贯彻落实条例，推进公开工作，取得成效。".repeat(6),
  "二、存在的问题",
  "公开内容还不够丰富，下一步继续改进。",
];

function readAll(lines: string[], evidence: Partial<ReturnType<typeof contextOf>["evidence"]> = {}): Report[] {
  const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved: null });
  return parse(fromPlainText(lines.join("\n")), { ...context, evidence: { ...context.evidence, ...evidence } });
}

/** Every number that the report gives is this document's. */
function assertFigures(report: Report | undefined, { truth }: Document): void {
  assert.ok(report);
  assert.ok(report.cells.some((c) => c.value !== null));
  for (const c of report.cells)
    if (c.value !== null) assert.equal(c.value, truth.get(`${c.table}/${c.item}/${c.column}`), `${c.item}/${c.column}`);
}
const organs = (reports: Report[]): (string | null)[] => reports.map((r) => r.organ.name);
const statuses = (reports: Report[]): string[] => reports.map((r) => r.status);

/** Each report is proven, and gives its own document's organ and numbers. */
function assertBoth(reports: Report[], a: Document, b: Document): void {
  assert.deepEqual(statuses(reports), ["verified", "verified"]);
  assert.deepEqual(
    organs(reports),
    [a, b].map((d) => d.title.replace(/2022.*/, "")),
  );
  assertFigures(reports[0], a);
  assertFigures(reports[1], b);
}

describe("a document that holds an organ's reports of two years under a title of both", () => {
  const [first, second] = [document("中牟县审计局", 100), document("中牟县审计局", 900)];
  const ofYear = (year: number, { title, lines }: Document): string[] =>
    [title, ...lines].map((line) => line.replaceAll("2022", String(year)));
  const title = "中牟县审计局2021年、2022年政府信息公开工作年度报告";

  it("gives each its own organ and year", () => {
    const reports = readAll([title, ...ofYear(2021, first), ...ofYear(2022, second)], { title, linkText: title });
    assert.deepEqual(organs(reports), ["中牟县审计局", "中牟县审计局"]);
    assert.deepEqual(
      reports.map((report) => report.year),
      [2021, 2022],
    );
    assertFigures(reports[0], first);
    assertFigures(reports[1], second);
  });
});

describe("a document that holds the report of a government and its office's own", () => {
  const bothOrders: [string, Document, Document][] = [
    ["in this order", city, office],
    ["in the other", office, city],
  ];
  for (const [order, a, b] of bothOrders)
    it(`gives two reports, each with its own organ and numbers, ${order}`, () => {
      for (const title of [
        [b.title],
        ["中牟县", b.title.slice(3)],
        [b.title.slice(0, -4), "年度报告"],
        [`标题\t${b.title}`],
      ]) {
        const reports = readAll([a.title, ...a.lines, "", ...title, ...b.lines], { title: a.title });
        assertBoth(reports, a, b);
      }
    });

  it("gives two where one or both of them are prose", () => {
    const first = readAll([...narrative(city.title), office.title, ...office.lines]);
    assert.deepEqual(statuses(first), ["narrative", "verified"]);
    assert.deepEqual(organs(first), ["中牟县人民政府", "中牟县人民政府办公室"]);
    assert.deepEqual(statuses(readAll([city.title, ...city.lines, ...narrative(office.title)])), [
      "verified",
      "narrative",
    ]);
    assert.deepEqual(statuses(readAll([...narrative(city.title), ...narrative(office.title)])), [
      "narrative",
      "narrative",
    ]);
  });

  it("gives two where the second has no title, and does not call it by the page's or the first one's", () => {
    const evidence = { title: city.title, linkText: city.title, publisher: "中牟县人民政府" };
    const reports = readAll([city.title, ...city.lines, ...office.lines], evidence);
    assert.deepEqual(statuses(reports), ["verified", "verified"]);
    assert.deepEqual(organs(reports), ["中牟县人民政府", null]);
    assert.ok(reports[1] && codes(reports[1]).includes("report.untitled"));
    assertFigures(reports[1], office);
  });

  it("takes each one's organ from its own heading, not from a title of both", () => {
    const joint = "中牟县财政局、教育局2022年政府信息公开工作年度报告";
    const [finance, education] = [document("中牟县财政局", 300), document("中牟县教育局", 500)];
    const own = [finance.title, ...finance.lines, education.title, ...education.lines];
    const page = { title: joint, linkText: joint };
    for (const reports of [readAll([joint, ...own], page), readAll([joint, ...own]), readAll(own, page)])
      assertBoth(reports, finance, education);
    const headless = [joint, ...finance.lines, education.title, ...education.lines];
    for (const reports of [readAll(headless, page), readAll(headless), readAll(headless.slice(1), page)]) {
      assert.deepEqual(organs(reports), [null, "中牟县教育局"]);
      assert.ok(reports[0] && codes(reports[0]).includes("organ.ambiguous"));
    }
    const prose = readAll([...narrative(joint), ...narrative(education.title)], page);
    assert.deepEqual(
      [statuses(prose), organs(prose)],
      [
        ["narrative", "narrative"],
        [null, "中牟县教育局"],
      ],
    );
    const alone = "中牟县农业农村局和水利局2022年政府信息公开工作年度报告";
    assert.deepEqual(organs(readAll([alone, ...finance.lines], { title: alone })), ["中牟县农业农村局和水利局"]);
  });

  it("does not guess which of two titles above both of them is whose", () => {
    const reports = readAll([city.title, office.title, ...office.lines, ...city.lines], { title: city.title });
    assert.deepEqual(statuses(reports), ["verified", "verified"]);
    assert.deepEqual(organs(reports), [null, null]);
    assertFigures(reports[0], office);
    assertFigures(reports[1], city);
  });

  it("never puts the tables of one beside those of the other", () => {
    const cut = (d: Document, from: string, to: string): string[] => [
      ...d.lines.slice(
        0,
        d.lines.findIndex((l) => l.startsWith(from)),
      ),
      ...d.lines.slice(d.lines.findIndex((l) => l.startsWith(to))),
    ];
    const disputesOnly = cut(city, "二、", "四、");
    const withoutDisputes = cut(office, "四、", "五、");
    for (const title of [[office.title], []]) {
      const reports = readAll([city.title, ...disputesOnly, ...title, ...withoutDisputes]);
      assert.deepEqual(statuses(reports), ["incomplete", "incomplete"]);
      assertFigures(reports[0], city);
      assertFigures(reports[1], office);
    }
  });
});

describe("a document that holds one report", () => {
  const one = (lines: string[]): void => {
    const reports = readAll(lines);
    assert.deepEqual([organs(reports), statuses(reports)], [["中牟县人民政府"], ["verified"]]);
  };
  it("is not parted by its table of contents, its title on every page, or another report that it names", () => {
    one([city.title, "目录", "一、总体情况", "二、主动公开政府信息情况", city.title, ...city.lines]);
    one([city.title, ...city.lines.flatMap((line) => (/^[二四]、/.test(line) ? [city.title, line] : [line]))]);
    one([city.title, ...city.lines, "附件：", office.title]);
    one([city.title, ...city.lines.slice(0, 2), office.title, ...city.lines.slice(2)]);
  });
});

describe("two reports side by side in a layout table", () => {
  const width = Math.max(...city.lines.map((line) => line.split("\t").length));
  const padded = (line = "", to = width): string =>
    [...line.split("\t"), ...Array<string>(to).fill("")].slice(0, to).join("\t");
  const beside = (a: string[], b: string[], to?: (line: number) => number): string[] =>
    a.map((line, i) => `${padded(line, to?.(i))}\t${b[i] ?? ""}`);
  const whole = (d: Document): string[] => [d.title, ...d.lines];

  it("are two reports, each with its own organ and numbers, whichever stands first", () => {
    for (const [a, b] of [
      [city, office],
      [office, city],
    ] as const) {
      const reports = readAll(beside(whole(a), whole(b)), { title: city.title });
      assertBoth(reports, a, b);
    }
  });

  it("are nobody's where their titles do not stand in the columns", () => {
    const reports = readAll([city.title, office.title, ...beside(city.lines, office.lines)], { title: city.title });
    assert.deepEqual(organs(reports), [null, null]);
    assertFigures(reports[0], city);
    assertFigures(reports[1], office);
    for (const report of reports) assert.ok(codes(report).includes("report.untitled"));
  });

  it("are not read, and that is said, where nothing tells the columns apart", () => {
    const reports = readAll(beside(whole(city), whole(office), (line) => width + (line % 3)));
    assert.equal(reports.length, 1);
    assert.equal(reports[0]?.status, "incomplete");
    assert.ok(reports[0] && codes(reports[0]).includes("tables.side_by_side"));
    assert.ok(reports[0].cells.length > 0 && reports[0].cells.every((c) => c.value === null));
  });
});

it("a document torn into more tables than a call takes arguments is still read", () => {
  const torn = Array.from({ length: 200_000 }, (_, i) => ({
    table: "proactive",
    lines: [],
    from: i,
    to: i + 1,
    items: new Set<string>(),
  }));
  const parts = splitReports(
    torn.map(() => ""),
    torn,
  );
  assert.deepEqual(
    parts.map((part) => part.regions.length),
    [torn.length],
  );
});

it("says of the reports behind the thousandth that they are not read", () => {
  const report = (i: number): string[] => [
    `青石县第${i}街道办事处2021年政府信息公开工作年度报告`,
    "一、总体情况",
    `本办事处依法公开各类信息，回应社会关切，加强监督保障，推进各项工作，全年共召开会议部署政务公开工作${i}次，组织培训若干次。`,
  ];
  const reports = readAll(Array.from({ length: 1200 }, (_, i) => report(i)).flat());
  const [first, last] = [reports[0], reports.at(-1)];
  assert.ok(first && last && reports.length > 900);
  assert.ok(codes(last).includes("document.too_long"));
  assert.ok(!codes(first).includes("document.too_long"));
});
