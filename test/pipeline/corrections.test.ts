import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openRawStore, type Sighting } from "../../crawlers/raw/index.ts";
import { workedQueries } from "../../data/queries/index.ts";
import { historiesOf, openArchive, verifyTables } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { historyLines } from "../../scripts/verbs/history.ts";
import { htmlArticle, htmlPage } from "../carriers/html.ts";
import { answer, night, outcome } from "../crawlers/raw/archives.ts";
import { completeFigures } from "../generate/figures.ts";
import { reportBlocks, statutorySections } from "../generate/report.ts";

/** What the site shows of an organ at a path: the body, and what the list says of it. */
type Shown = Record<string, { body: string; said?: Sighting }>;
type Numbers = { person?: number; business?: number; closing?: string; fees?: string; carriedOut?: number };

const titleOf = (organ: string): string => `青石县${organ}2022年政府信息公开工作年度报告`;

function blocksOf(organ: string, { person = 0, business = 0, closing = "无。", fees = "0", carriedOut = 0 }: Numbers) {
  const row = (a: number, b: number) => [a, b, 0, 0, 0, 0, a + b];
  const all = row(person, business);
  const figures = completeFigures("2021", {
    applications: { received_new: all, disclosed: all, concluded_total: all, carried_out: row(carriedOut, 0) },
  });
  return reportBlocks({
    ...{ title: titleOf(organ), preamble: [], format: "2021" },
    sections: statutorySections({ overview: [`2022年，${organ}公开信息。`], problems: ["不足。"], other: [closing] }),
    printed: (table, item, column) => (item === "fees" ? fees : `${figures.get(`${table}/${item}/${column}`)}`),
  });
}

const page = (organ: string, numbers: Numbers): string => htmlPage(titleOf(organ), blocksOf(organ, numbers));
const notice = (organ: string): string =>
  `<title>${titleOf(organ)}</title><h1>${titleOf(organ)}</h1><p>报告详见附件。</p>`;
const inFile = (organ: string, numbers: Numbers) => ({
  body: page(organ, numbers),
  said: { pageUrl: urlOf(organ, "1.html"), linkText: titleOf(organ) },
});
const onOnePage = (organ: string, first: number, second: number): string =>
  [first, second].map((person) => htmlArticle(blocksOf(organ, { person }))).join("");

const SITE = "http://qingshi.gov.cn/nb";
const urlOf = (organ: string, path: string): string => `${SITE}/${encodeURIComponent(organ)}/${path}`;

const listed = (date: string): Sighting => ({ linkText: "年度报告", listedDate: date });
const [JANUARY, MARCH, CALLED] = [listed("2023-01-10"), listed("2023-03-10"), { linkText: "年度报告（更正）" }];

/** What each organ shows in three nights; of two addresses the first is fetched first. */
const ORGANS: Record<string, [Shown, Shown, Shown?]> = {
  // The page shows the report; then it only points to a file.
  审计局: [
    { "1.html": { body: page("审计局", { person: 10 }) } },
    { "1.html": { body: notice("审计局") }, "a.html": inFile("审计局", { person: 20 }) },
  ],
  // One file takes the place of another.
  财政局: [
    { "1.html": { body: notice("财政局") }, "a.html": inFile("财政局", { person: 10 }) },
    { "1.html": { body: notice("财政局") }, "b.html": inFile("财政局", { person: 20 }) },
  ],
  // A file says what its page says.
  教育局: [
    { "1.html": { body: page("教育局", { person: 5 }) }, "a.html": inFile("教育局", { person: 5, closing: "附件。" }) },
    { "1.html": { body: page("教育局", { person: 6 }) }, "a.html": inFile("教育局", { person: 6, closing: "附件。" }) },
  ],
  // A file says otherwise than its page.
  司法局: [
    { "1.html": { body: page("司法局", { person: 10 }) }, "a.html": inFile("司法局", { person: 20 }) },
    { "1.html": { body: page("司法局", { person: 10 }) }, "a.html": inFile("司法局", { person: 20 }) },
  ],
  民政局: [
    { "1.html": { body: page("民政局", { person: 1, business: 10 }) } },
    { "1.html": { body: page("民政局", { person: 11, business: 0 }) } },
  ],
  // A correction beside the report, fetched after it or before, not read as well; then one word of the old report is altered.
  水利局: [
    {
      "1.html": { body: page("水利局", { person: 10 }), said: JANUARY },
      "2.html": { body: page("水利局", { person: 20, fees: "" }), said: MARCH },
    },
    {
      "1.html": { body: page("水利局", { person: 10, closing: "无！" }), said: JANUARY },
      "2.html": { body: page("水利局", { person: 20, fees: "" }), said: MARCH },
    },
  ],
  林业局: [
    {
      "1.html": { body: page("林业局", { person: 20 }), said: CALLED },
      "2.html": { body: page("林业局", { person: 10 }), said: JANUARY },
    },
    {
      "1.html": { body: page("林业局", { person: 20 }), said: CALLED },
      "2.html": { body: page("林业局", { person: 10, closing: "无！" }), said: JANUARY },
    },
  ],
  // The report and its correction on one page.
  体育局: [{ "1.html": { body: onOnePage("体育局", 10, 20) } }, { "1.html": { body: onOnePage("体育局", 10, 20) } }],
  文化局: [{ "1.html": { body: onOnePage("文化局", 20, 10) } }, { "1.html": { body: onOnePage("文化局", 20, 10) } }],
  统计局: [{ "1.html": { body: onOnePage("统计局", 7, 8) } }, { "1.html": { body: onOnePage("统计局", 7, 8) } }],
  // It vanishes, another comes, and vanishes too.
  商务局: [
    { "1.html": { body: page("商务局", { person: 30 }) } },
    { "2.html": { body: page("商务局", { person: 33, carriedOut: 1 }) } },
    {},
  ],
  // It is altered and altered back.
  档案局: [
    { "1.html": { body: page("档案局", { person: 7 }) } },
    { "1.html": { body: page("档案局", { person: 70 }) } },
    { "1.html": { body: page("档案局", { person: 7 }) } },
  ],
  // A number vanishes from it; then only its prose is altered.
  气象局: [
    { "1.html": { body: page("气象局", {}) } },
    { "1.html": { body: page("气象局", { fees: "" }) } },
    { "1.html": { body: page("气象局", { fees: "", closing: "！" }) } },
  ],
};

describe("a report that was corrected", () => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-corrections-"));
  after(() => rmSync(archive, { recursive: true, force: true }));

  before(async () => {
    for (const [i, n] of [1, 3, 5].entries()) {
      const store = await openRawStore(archive, "write");
      const { run } = store.beginRun("qingshi", night(n));
      let minute = 0;
      for (const [organ, nights] of Object.entries(ORGANS))
        for (const [path, { body, said }] of Object.entries(nights[i] ?? nights[1])) {
          const url = urlOf(organ, path);
          await store.append(run, answer(url, body, { at: new Date(night(n).getTime() + 60_000 * minute++) }));
          store.sighted(run, url, said ?? { linkText: "年度报告" });
        }
      await store.finishRun(run, outcome(new Date(night(n).getTime() + 3_600_000)));
      await store.close();
      await ingest({ archive });
    }
  });

  const ask = async (sql: string): Promise<unknown[][]> => {
    const opened = await openArchive(archive);
    const { rows } = await opened.query(sql);
    opened.close();
    return rows;
  };
  /** Of each version the applications that it counts, whether it is the current one, and the night since when it is gone. */
  const versions = (organ: string): Promise<unknown[][]> =>
    ask(`SELECT received_new__total::INTEGER, reports.is_current, strftime(reports.gone_since, '%d')
      FROM applications JOIN reports USING (report_id) WHERE reports.organ LIKE '%${organ}' ORDER BY ALL`);
  const history = async (organ: string): Promise<string[]> => {
    const [one, ...others] = await historiesOf(archive, urlOf(organ, "1.html"));
    assert.ok(one && others.length === 0);
    return historyLines(one);
  };
  const changes = (lines: string[]): (string | undefined)[] =>
    lines.filter((line) => /本年新收.*自然人/.test(line)).map((line) => /[^ ]+ → [^ ]+$/.exec(line)?.[0]);
  const twice = (organ: string): Promise<unknown[][]> =>
    ask(`SELECT passes, actual::INTEGER FROM checks JOIN reports USING (report_id)
      WHERE id = 'soft.years.twice' AND is_current AND organ LIKE '%${organ}'`);

  it("stays with its numbers and its bytes when its page only points to a file with other numbers, or the file is another", async () => {
    for (const organ of ["审计局", "财政局"]) {
      assert.deepEqual(await versions(organ), [
        [10, false, "03"],
        [20, true, null],
      ]);
      const read =
        await ask(`SELECT documents.status, received_new__total::INTEGER FROM documents JOIN applications USING (report_id)
        WHERE organ LIKE '%${organ}' ORDER BY 2`);
      assert.deepEqual(read, [
        [organ === "审计局" ? "superseded" : "gone", 10],
        ["current", 20],
      ]);
      assert.deepEqual(changes(await history(organ)), ["10 → 20"]);
    }
  });

  it("is one version where a file says what its page says", async () => {
    assert.deepEqual(await versions("教育局"), [
      [5, false, "03"],
      [6, true, null],
    ]);
  });

  it("is kept as the page and as the file has it where they disagree, and a problem of each names the other and the cells", async () => {
    assert.deepEqual(await versions("司法局"), [
      [10, true, null],
      [20, false, null],
    ]);
    const problems = await ask(`SELECT message FROM problems JOIN reports USING (report_id)
      WHERE code = 'report.disagrees' AND organ LIKE '%司法局' ORDER BY is_current DESC`);
    assert.equal(problems.length, 2);
    assert.match(String(problems[0]), /a\.html, of the same page, .*received_new__natural_person 10, there 20;/);
    assert.match(String(problems[1]), /1\.html, of the same page, .*received_new__natural_person 20, there 10;/);
    const [others] = await ask(
      "SELECT count(DISTINCT report_key)::INTEGER FROM problems JOIN reports USING (report_id) WHERE code = 'report.disagrees'",
    );
    assert.deepEqual(others, [1], "no other report is said to disagree with itself");
  });

  it("has a new version where a number only moved to the cell beside it", async () => {
    assert.deepEqual(await versions("民政局"), [
      [11, false, "03"],
      [11, true, null],
    ]);
    assert.deepEqual(changes(await history("民政局")), ["1 → 11"]);
  });

  it("has the correction at another address for its newest version, whichever was fetched first, read better or altered last, and both are seen", async () => {
    for (const organ of ["水利局", "林业局"]) {
      assert.deepEqual(await versions(organ), [
        [10, false, "03"],
        [10, false, null],
        [20, true, null],
      ]);
      assert.deepEqual(await twice(organ), [[false, 2]]);
    }
    assert.deepEqual(await twice("教育局"), [[true, 1]]);
  });

  it("has what stands further down for its newest version, where its page has both", async () => {
    for (const [organ, newest] of [
      ["体育局", 20],
      ["文化局", 10],
      ["统计局", 8],
    ] satisfies [string, number][]) {
      assert.deepEqual(
        (await versions(organ)).filter(([, isCurrent]) => isCurrent),
        [[newest, true, null]],
      );
      assert.deepEqual(await twice(organ), [[false, 2]]);
    }
  });

  it("keeps its newest version when that vanishes: one that vanished before is not current again, however well it was read", async () => {
    assert.deepEqual(await versions("商务局"), [
      [30, false, "03"],
      [33, true, "05"],
    ]);
  });

  it("tells both changes of a number that was altered and altered back, in their order and with their nights", async () => {
    const lines = await history("档案局");
    assert.deepEqual(changes(lines), ["7 → 70", "70 → 7"]);
    assert.deepEqual(
      lines.flatMap((line) => {
        const [, name, when] = /^(.*) \(.*((?:fetched|back since) \S{10})/.exec(line) ?? [];
        return line.startsWith("Version") ? [`${name}: ${when}`] : [];
      }),
      ["Version 1: fetched 2026-01-01", "Version 2: fetched 2026-01-03", "Version 1 again: back since 2026-01-05"],
    );
  });

  it("is told by the query of altered reports with the numbers that changed or vanished, in the order of time, if it was altered where it stands", async () => {
    const sql = workedQueries()
      .find(({ name }) => name.startsWith("16"))
      ?.sql.replace(";", "");
    assert.deepEqual(
      await ask(
        `SELECT organ[4:], strftime(read_before, '%d'), strftime(read_after, '%d'), cells_changed::INTEGER FROM (${sql})`,
      ),
      [
        ["教育局", "01", "03", 6],
        ["民政局", "01", "03", 6],
        ["档案局", "01", "03", 6],
        ["气象局", "01", "03", 1],
      ],
    );
  });

  it("leaves an archive in which verify finds nothing", async () => {
    assert.deepEqual(await verifyTables(archive), []);
  });
});
