import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Report } from "../../data/records/index.ts";
import { documentLines, type Tables, textTables } from "./documents.ts";
import { codes, layoutNamed, read, row, sample, values } from "./sample.ts";
import { chanceOf, consistentFigures, type Truth } from "./truth.ts";

// Text in which labels, digits and ordinals run together: 本机关不掌握相关政府信息2200003252.没有现成信息需要另行制作….

const GLUED = layoutNamed("glued");
const LAYOUTS = [GLUED, layoutNamed("glued rows")];

/** The numbers of table 三 in the first of the stored reports, by their items; all others are 0. */
const REAL: Readonly<Record<string, readonly number[]>> = {
  received_new: [70, 5, 0, 0, 6, 0, 81],
  disclosed: [44, 2, 0, 0, 4, 0, 50],
  partly_disclosed: [4, 2, 0, 0, 0, 0, 6],
  "not_disclosed.internal_affairs": [3, 0, 0, 0, 0, 0, 3],
  "unable_to_provide.not_held": [13, 0, 0, 0, 2, 0, 15],
  "other.uncorrected": [1, 1, 0, 0, 0, 0, 2],
  "other.misc": [2, 0, 0, 0, 0, 0, 2],
  concluded_total: [67, 5, 0, 0, 6, 0, 78],
  carried_out: [3, 0, 0, 0, 0, 0, 3],
};

/** How many cells of table 三 are read, of how many; a number that is not there is a failure. */
function scored(report: Report, truth: Truth): { read: number; all: number } {
  const own = report.cells.filter((cell) => cell.table === "applications");
  const wrong = own.filter((c) => c.value !== null && c.value !== truth.get(`${c.table}/${c.item}/${c.column}`));
  assert.deepEqual(
    wrong.map((c) => `${c.item}/${c.column} read as ${c.value}`),
    [],
  );
  const right = own.filter((c) => c.value === truth.get(`${c.table}/${c.item}/${c.column}`));
  return { read: right.length, all: own.length };
}

test("table 三 of a real report is read whole where it is run together, and so are figures many times as large", () => {
  for (const times of [1, 7, 31, 412])
    for (const layout of LAYOUTS) {
      const { lines, truth } = sample(
        ({ applications }, truth) => {
          const items = [...truth.keys()].filter((key) => /^applications.*natural_person$/.test(key));
          items.forEach((key, n) => {
            const item = key.split("/")[1] ?? "";
            const numbers = (REAL[item] ?? [0, 0, 0, 0, 0, 0, 0]).map((number) => number * times);
            applications.rows[applications.header + n]?.splice(applications.labels, 7, ...numbers.map(String));
            const own = [...truth.keys()].filter((k) => k.startsWith(`applications/${item}/`));
            own.forEach((k, i) => {
              truth.set(k, numbers[i] ?? 0);
            });
          });
        },
        "2021",
        layout,
      );
      const { read: right, all } = scored(read(lines), truth);
      assert.equal(right, all, `${layout.name}, ${times} times`);
    }
});

/** A change to the printed rows of table 三 that the truth does not follow: what it touches can no longer be read right. */
type Harm = (rows: string[][], at: number, chance: ReturnType<typeof chanceOf>) => void;
const anyRow = (rows: string[][], chance: ReturnType<typeof chanceOf>): string[] => chance.pick(rows.slice(3));
const HARMS: Readonly<Record<string, Harm>> = {
  none: () => undefined,
  "a wrong sum": (rows, at, chance) => {
    const cells = anyRow(rows, chance);
    cells[at + 6] = String(Number(cells[at + 6]) + chance.int(1, 60));
  },
  "two wrong numbers": (rows, at, chance) => {
    for (const cells of [anyRow(rows, chance), anyRow(rows, chance)]) {
      const x = at + chance.int(0, 6);
      cells[x] = String(Number(cells[x]) + chance.int(1, 60));
    }
  },
  "empty places": (rows, at, chance) => {
    for (let n = chance.int(1, 6); n > 0; n -= 1) anyRow(rows, chance)[at + chance.int(0, 6)] = "";
  },
  "a stray digit": (rows, at, chance) => {
    anyRow(rows, chance).splice(at + chance.int(0, 7), 0, String(chance.int(0, 30)));
  },
  "units and notes": (rows, at, chance) => {
    for (const cells of rows.slice(3))
      cells.forEach((text, x) => {
        if (x >= at && chance.one(0.3)) cells[x] = text + chance.pick(["件", "（其中修订16件）", " 件"]);
      });
  },
};

/** A document of chance with its truth: what a harm changed is what the document now says. */
function harmed(seed: number, layout: (typeof LAYOUTS)[number], harm: Harm) {
  const chance = chanceOf(seed);
  const format = chance.pick(["2019", "2021"] as const);
  const truth = consistentFigures(format, chance);
  const tables: Tables = textTables(format, truth);
  const { rows, labels } = tables.applications;
  const before = rows.map((cells) => cells.join("\t"));
  harm(rows, labels, chance);
  const changed = rows.filter((cells, y) => cells.join("\t") !== before[y]).length;
  return { truth, changed, lines: documentLines(format === "2021" ? 2022 : 2020, tables, layout, chance) };
}

test("whatever is wrong in glued text, no other number of table 三 is read wrong for it, and nothing of it is trusted", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...LAYOUTS), fc.constantFrom(...Object.keys(HARMS)), (seed, layout, name) => {
      const { lines, truth, changed } = harmed(seed, layout, HARMS[name] ?? (() => undefined));
      const report = read(lines);
      const isTrusted = report.status === "verified" || report.status === "realigned";
      if (name === "none" || name === "units and notes") scored(report, truth);
      else if (changed > 0) assert.ok(!isTrusted, report.status);
      const numbers = report.cells.filter((c) => c.table === "applications" && c.value !== null);
      const wrong = numbers.filter((c) => c.value !== truth.get(`${c.table}/${c.item}/${c.column}`));
      // A changed number may be read as it is printed: never more than were changed.
      assert.ok(wrong.length <= changed, wrong.map((c) => `${c.item}/${c.column} read as ${c.value}`).join(", "));
    }),
    { numRuns: 150, seed: 20_260_102 },
  );
});

test("of table 三 run together, more than 95 of 100 cells are read, with units and notes to its numbers too", () => {
  for (const name of ["none", "units and notes"]) {
    let [right, all] = [0, 0];
    for (let seed = 1; seed <= 12; seed += 1)
      for (const layout of LAYOUTS) {
        const { lines, truth } = harmed(seed, layout, HARMS[name] ?? (() => undefined));
        const score = scored(read(lines), truth);
        [right, all] = [right + score.read, all + score.all];
      }
    assert.ok(right / all > 0.95, `${name}: ${right} of ${all}`);
  }
});

test("a publisher's wrong sum leaves its own place unread, and the columns still prove the rest of its table", () => {
  const { lines, truth } = sample(
    (tables) => {
      const cells = row(tables, /（七）总计/);
      cells[9] = String(Number(cells[9]) + 3);
    },
    "2021",
    GLUED,
  );
  const report = read(lines);
  const { read: right, all } = scored(report, truth);
  assert.equal(all - right, 1);
  assert.equal(values(report, "concluded_total").at(-1), null);
  assert.equal(report.status, "incomplete");
});

/** Rows of a printed table 三 whose header and numbers were wrapped, and came out in the wrong order. */
const wrapped = (...totals: string[]): (number | null)[] =>
  values(
    read([
      "加第四项之和） 自人然商业企科研机社会公益法律服务其他 总计",
      "一、本年新收政府信息公开申请数量 150147 306 174",
      "（三）不予公开 1.属于国家秘密 0 0 0 35 0 0 35",
      `（七）总计 ${totals.join(" ")}`,
    ]),
    "concluded_total",
  );

test("pieces of a damaged row that happen to add up when they are cut are not read: 168147 300 174 is not 16, 8, 147, 3, 0, 0, 174", () => {
  for (const pieces of [
    ["168147", "300", "174"],
    ["１６８１４７", "３００", "１７４"],
  ])
    assert.deepEqual(new Set(wrapped(...pieces)), new Set([null]));
});

test("two numbers that ran together are parted by their row's sum, which no other cutting would meet", () => {
  assert.deepEqual(wrapped("60", "12", "29", "47", "0", "48196"), [60, 12, 29, 47, 0, 48, 196]);
});

const glued = (label: RegExp, printed: string, item: string): (number | null)[] =>
  values(read(sample((tables) => void row(tables, label).splice(1, 3, printed, "", ""), "2021", GLUED).lines), item);

test("of table 二 only what can be parted in one way is read: no sum tells 396|442|278 from 39|6442|278", () => {
  assert.deepEqual(glued(/^规章/, "396442278", "regulations"), [null, null, null]);
  assert.deepEqual(glued(/^规章/, "000", "regulations"), [0, 0, 0]);
  assert.deepEqual(glued(/^规章/, "3件9件12件", "regulations"), [3, 9, 12]);
  assert.deepEqual(glued(/^规章/, "0件1,23422件", "regulations"), [0, 1234, 22]);
  assert.deepEqual(glued(/^规章/, "3件912件", "regulations"), [null, null, null]);
});

test("no number of a clause or of the next row leaks into the row before it", () => {
  const { lines, truth } = sample(undefined, "2021", GLUED);
  for (const item of ["licenses", "penalties", "compulsory_measures"])
    assert.deepEqual(values(read(lines), item), [truth.get(`proactive/${item}/decisions`)]);
});

test("a damaged name in glued text is read where it is like one label only", () => {
  const renamed = (from: string, to: string) => {
    const { lines, truth } = sample(undefined, "2021", GLUED);
    assert.ok(lines.some((line) => line.includes(from)));
    return { report: read(lines.map((line) => line.replace(from, to))), truth };
  };
  for (const [from, to] of [
    ["其他法律行政法规禁止公开", "其他法律行政止公开"],
    ["属于三类内部事务信息", "属于三类内部亊物信息"],
    ["要求提供公开出版物", "要求提供公出版物"],
  ] as const) {
    const { report, truth } = renamed(from, to);
    const { read: right, all } = scored(report, truth);
    assert.equal(right, all, to);
  }
  // 属于类信息 is as like 属于三类内部事务信息 as 属于四类过程性信息.
  const { report, truth } = renamed("属于三类内部事务信息", "属于类信息");
  scored(report, truth);
  assert.deepEqual(new Set(values(report, "not_disclosed.internal_affairs")), new Set([null]));
});

test("equal digits in every row end in `ambiguous`, and soon", () => {
  for (const digits of ["1".repeat(14), "1".repeat(28), "12".repeat(12), "1".repeat(5000)]) {
    const { lines } = sample(
      ({ applications }) => {
        for (const cells of applications.rows.slice(3)) cells.splice(3, 7, digits, "", "", "", "", "", "");
      },
      "2021",
      GLUED,
    );
    const from = process.cpuUsage();
    const report = read(lines);
    const { user, system } = process.cpuUsage(from);
    assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms`);
    assert.ok(report.cells.every((c) => c.table !== "applications" || c.value === null));
    assert.ok(codes(report).some((code) => code === "row.ambiguous" || code === "row.unreadable"));
  }
});
