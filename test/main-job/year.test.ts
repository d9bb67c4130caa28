import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { coverage, historiesOf, openArchive } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { historyLines } from "../../scripts/verbs/history.ts";
import { statusLines } from "../../scripts/verbs/status.ts";
import { type Country, startCountry } from "../nation/country.ts";
import { madeSite, type SiteOrder } from "../nation/made-site.ts";
import { type Contents, contentsOf } from "./archive-contents.ts";

const DAY = 24 * 3600 * 1000;
const order = (id: string, place: string, some: Partial<SiteOrder> = {}): SiteOrder => ({
  ...{ id, family: "trs", shape: "years", place, division: "410106", organs: 2, years: [2022, 2023] },
  ...some,
});
const ORDERS = [
  order("grown", "临江县"),
  order("altered", "清河县", { shape: "organs", family: "hanweb" }),
  order("thinned", "石门县", { shape: "flat", family: "legacy" }),
  order("moved", "青山县", { shape: "organs" }),
  order("sent-home", "白水县", { family: "ucap" }),
  order("collapsed", "南湖县", { shape: "flat", family: "ucap" }),
  order("walled", "兰山县", { shape: "flat" }),
  order("unchanged", "东山县"),
];
const WALL = `<title>提示</title><p>${"系统繁忙，请您稍后重新访问，给您带来的不便我们深表歉意，感谢理解与支持。".repeat(4)}</p>`;
const withoutTables = (body: string): string => body.replace(/<table[\s\S]*<\/table>/, "");
/** Three organs, two years. */
const REPORTS = 6;

type Night = { runs: Map<string, SiteRun>; contents: Contents; urls: Map<string, string>; status: string[] };

describe("a year that passes over the country", () => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-year-"));
  let country: Country;
  const nights: Night[] = [];
  const whole = new Map<string, string>();

  const nightAfter = async (days: number): Promise<void> => {
    const now = new Date(Date.now() + days * DAY);
    const runs = await crawl({ sources: readSources(country.sources), archive, contact: null, now });
    await ingest({ archive });
    const opened = await openArchive(archive);
    const status = statusLines(await coverage(opened));
    opened.close();
    nights.push({
      runs: new Map(runs.map((run) => [run.site, run])),
      contents: await contentsOf(archive),
      urls: new Map(country.entries().map(({ entry }) => [entry.id, country.url(entry.id)])),
      status,
    });
  };
  before(async () => {
    country = await startCountry(ORDERS.map(madeSite));
    await nightAfter(0);
    const { control } = country;
    control.grow(madeSite(order("grown", "临江县", { years: [2022, 2023, 2024] })));
    control.alter("altered/report-1-2023", (body) =>
      body
        .replace("做好", "认真做好")
        .replace(/(规章[^\d]*>)(\d+)(?=<)/, (_, before, number) => `${before}${+number + 7}`),
    );
    control.remove("thinned/report-2-2022");
    for (const [entry, put] of [
      ["walled/report-1-2023", () => WALL],
      ["walled/report-2-2023", withoutTables],
    ] as const)
      control.alter(entry, (body) => {
        whole.set(entry, body);
        return put(body);
      });
    control.move("moved", "organs", "404");
    control.move("sent-home", "annual", "home");
    control.collapse("collapsed");
    await nightAfter(365);
    control.recover("collapsed");
    for (const [entry, body] of whole) control.alter(entry, () => body);
    await nightAfter(730);
  });
  after(async () => {
    await country.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });

  const counts = (night: number, site: string) => {
    const run = nights[night]?.runs.get(site);
    return run && [run.health, run.found, run.new, run.changed, run.gone, run.failed];
  };
  const documents = (night: number, site: string, status: string): string[] =>
    [...(nights[night]?.contents.documentRows ?? [])]
      .filter((row) => row.site === site && row.status === status)
      .map((row) => String(row.url))
      .sort();
  const reports = (night: number, site: string) =>
    [...(nights[night]?.contents.reports.values() ?? [])].filter((row) => row.site === site);
  const url = (night: number, entry: string): string => nights[night]?.urls.get(entry) ?? "";

  it("tells in each site's line what was new, changed and gone, and that what moved is neither", () => {
    for (const { id } of ORDERS) assert.deepEqual(counts(0, id), ["ok", REPORTS, REPORTS, 0, 0, 0], id);
    assert.deepEqual(counts(1, "grown"), ["ok", REPORTS + 3, 3, 0, 0, 0]);
    assert.deepEqual(counts(1, "altered"), ["ok", REPORTS, 0, 1, 0, 0]);
    assert.deepEqual(counts(1, "thinned"), ["ok", REPORTS - 1, 0, 0, 1, 0]);
    for (const moved of ["moved", "sent-home"]) {
      assert.deepEqual(counts(1, moved), ["ok", REPORTS, 0, 0, 0, 0], moved);
      assert.match(nights[1]?.runs.get(moved)?.reason ?? "", /6 documents have moved to other addresses/);
    }
    assert.deepEqual(counts(1, "unchanged"), ["ok", REPORTS, 0, 0, 0, 0]);
  });

  it("keeps both versions of what was altered, and what vanished, with the night since when", () => {
    const [before, now] = [url(0, "altered/report-1-2023"), url(1, "altered/report-1-2023")];
    assert.equal(before, now);
    assert.deepEqual(documents(1, "altered", "superseded"), [before]);
    assert.ok(documents(1, "altered", "current").includes(now));
    assert.deepEqual(documents(1, "thinned", "gone"), [url(0, "thinned/report-2-2022")]);
    const vanished = reports(1, "thinned").find((row) => row.url === url(0, "thinned/report-2-2022"));
    assert.deepEqual([vanished?.is_current, vanished?.gone_since !== null], [true, true]);
  });

  it("tells what changed between the versions of what was altered, cell by cell and section by section", async () => {
    const address = url(1, "altered/report-1-2023");
    const [history, ...others] = await historiesOf(archive, address);
    assert.ok(history && others.length === 0);
    const [old, now] = history.versions;
    assert.deepEqual(
      history.versions.map(({ url, is_current, gone_since }) => [url, is_current, gone_since]),
      [
        [address, false, now?.retrieved],
        [address, true, null],
      ],
      "the old one is gone since the new one is there",
    );
    assert.ok(old && now?.changes && old.changes === null && old.retrieved < now.retrieved);
    const [cell, ...more] = now.changes.cells;
    assert.deepEqual([cell?.item, cell?.item_label, cell?.column_label], ["regulations", "规章", "本年制发件数"]);
    assert.deepEqual([(cell?.new_value ?? 0) - (cell?.old_value ?? 0), more], [7, []]);
    assert.deepEqual(
      now.changes.sections.map(({ change }) => change),
      ["altered"],
    );
    const lines = historyLines(history).join("\n");
    assert.match(lines, /^Version 1 .*; superseded$[\s\S]*^Version 2 .*; there$/m);
    assert.match(lines, /^ {2}proactive: 规章 \/ 本年制发件数: \d+ → \d+$/m);
    for (const name of [history.report_key, old.report_id, now.report_id])
      assert.deepEqual(await historiesOf(archive, name), [history], "whichever name it is asked by");
  });

  it("says of what vanished since when it is gone, and knows nothing of what never was", async () => {
    const [history] = await historiesOf(archive, url(0, "thinned/report-2-2022"));
    assert.equal(history?.versions.length, 1);
    assert.match(historyLines(history ?? assert.fail()).join(), /; gone since 20\d\d-/);
    assert.deepEqual(await historiesOf(archive, "http://127.0.0.1/nowhere"), []);
  });

  it("has a moved report under both its addresses, as one report that is there", () => {
    for (const site of ["moved", "sent-home"]) {
      const ids = [...(nights[0]?.urls.keys() ?? [])].filter((id) => id.startsWith(`${site}/report`));
      assert.deepEqual(documents(1, site, "gone"), ids.map((id) => url(0, id)).sort());
      assert.deepEqual(documents(1, site, "current"), ids.map((id) => url(1, id)).sort());
      const current = reports(1, site).filter((row) => row.is_current);
      assert.deepEqual(current.map((row) => row.url).sort(), ids.map((id) => url(1, id)).sort());
      assert.ok(current.every((row) => row.gone_since === null));
    }
  });

  it("calls a source broken that lists nothing any more, in one line, and leaves its last good state until it recovers", () => {
    assert.deepEqual(counts(1, "collapsed")?.slice(0, 5), ["broken", 0, 0, 0, 0]);
    const lines = nights[1]?.status.filter((line) => line.includes("collapsed")) ?? [];
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^ {2}collapsed: broken: found 0 documents, 6 on 20\d\d-\d\d-\d\d.*\(last good: /);
    assert.deepEqual(reports(1, "collapsed"), reports(0, "collapsed"));
    assert.deepEqual(counts(2, "collapsed"), ["ok", REPORTS, 0, 0, 0, 0]);
    assert.deepEqual(reports(2, "collapsed"), reports(0, "collapsed"));
  });

  it("keeps what it read with tables where a wall or a page without them took its place, says so, and forgets it when that is over", () => {
    const [wall, bare] = [url(0, "walled/report-1-2023"), url(0, "walled/report-2-2023")];
    const current = (night: number) =>
      reports(night, "walled")
        .filter((row) => row.is_current)
        .map((row) => [row.report_id, row.status, row.gone_since])
        .sort();
    assert.deepEqual(current(1), current(0));
    assert.deepEqual(current(2), current(0));
    assert.deepEqual(documents(1, "walled", "rejected"), [wall]);
    const said = (night: number): string[] => nights[night]?.status.filter((line) => /\/\/.*:/.test(line)) ?? [];
    const about = (night: number, address: string): string[] => said(night).filter((line) => line.includes(address));
    assert.match(about(1, wall).join(), /rejected: .*calls this a report; it begins: .*系统繁忙/);
    assert.match(about(1, bare).join(), /has no statutory table now; the version of .* is kept \(verified\)/);
    assert.deepEqual([about(2, wall), about(2, bare)], [[], []]);
  });

  it("loses nothing", () => {
    for (const site of ORDERS.map(({ id }) => id)) {
      const held = new Set(reports(2, site).map((row) => `${row.organ} ${row.year}`));
      for (const row of reports(0, site)) assert.ok(held.has(`${row.organ} ${row.year}`), `${site}: ${row.title}`);
      const rows = new Set((nights[2]?.contents.documentRows ?? []).map((row) => `${row.document_id} ${row.url}`));
      for (const row of nights[0]?.contents.documentRows ?? []) assert.ok(rows.has(`${row.document_id} ${row.url}`));
    }
  });
});
