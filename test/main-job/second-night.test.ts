import assert from "node:assert/strict";
import test from "node:test";
import { gongkai } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { startNation } from "../nation/index.ts";
import { contentsOf } from "./archive-contents.ts";

test("the next night tells new, altered, vanished and collapsed apart, and loses nothing", async (t) => {
  const nation = await startNation();
  t.after(() => nation.close());
  const archive = await folderFor(t);
  const nightly = (): Promise<{ stderr: string }> =>
    gongkai(["nightly", "--sources", nation.sources, "--archive", archive, "--refresh"]);
  const [fresh, altered, vanished] = ["qingxi-finance-2021", "qingxi-government-2022", "baishi-government-2019"];
  const collapsed = "yuntai";

  nation.control.remove(fresh);
  await nightly();
  const first = await contentsOf(archive);
  const find = (contents: typeof first, url: string) =>
    [...contents.reports.values()].filter((report) => report.url === url);
  const vanishedUrl = nation.url(vanished);
  assert.equal(first.reports.size, nation.expected().reports.length);

  nation.control.publish(fresh);
  nation.control.remove(vanished);
  nation.control.alter(altered, (body) => body.replace("一、总体情况", "一、总体情况（更正）"));
  nation.control.collapse(collapsed);
  const { stderr } = await nightly();
  const second = await contentsOf(archive);

  assert.deepEqual(find(first, nation.url(fresh)), []);
  assert.deepEqual(
    find(second, nation.url(fresh)).map((report) => report.is_current),
    [true],
  );

  const versions = find(second, nation.url(altered));
  assert.deepEqual(versions.map((report) => report.is_current).sort(), [false, true]);
  assert.equal(new Set(versions.map((report) => report.report_key)).size, 1);
  assert.ok(
    versions.some((report) => !report.is_current && first.reports.has(String(report.report_id))),
    "the old version is kept",
  );

  const [gone] = find(second, vanishedUrl);
  assert.deepEqual([gone?.is_current, gone?.gone_since !== null], [true, true]);
  assert.equal(second.documents.get(vanishedUrl)?.status, "gone");

  assert.equal(second.sites.get(collapsed)?.health, "broken");
  assert.match(stderr, /yuntai: broken: .+/);
  for (const report of first.reports.values()) {
    if (report.site !== collapsed) continue;
    assert.deepEqual(
      second.reports.get(String(report.report_id)),
      report,
      "the last good state of a broken source stays",
    );
  }
});
