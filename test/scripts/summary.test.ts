import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SiteRun } from "../../data/records/index.ts";
import { NO_ALTERATIONS } from "../../pipeline/archive/index.ts";
import { NOTICE } from "../../pipeline/parser/index.ts";
import { exitCodeOf, siteLines } from "../../scripts/summary.ts";
import { statusLines } from "../../scripts/verbs/status.ts";

const run = (some: Partial<SiteRun> = {}): SiteRun => ({
  ...{ site: "linjiang", name: "临江县人民政府", division: "410106", platform: "trs", health: "ok", reason: null },
  ...{ found: 40, new: 0, changed: 0, gone: 0, failed: 0 },
  ...{ lastRun: "2026-01-02T00:00:00.000Z", lastSuccess: "2026-01-02T00:00:00.000Z" },
  ...some,
});
const read = (failures: { url: string; verdict: "rejected" | "unreadable"; code: string; message: string }[]) => ({
  ...{ documents: 3, read: 3, reports: {}, failures, changes: NO_ALTERATIONS, damages: [] },
});

describe("what a night says for people", () => {
  it("names each site of which something is gone, failed or to be known, and then ends with 1", () => {
    const lines = (some: Partial<SiteRun>) => siteLines([run(some)]).slice(1);
    assert.deepEqual(lines({}), []);
    assert.equal(exitCodeOf([run()], read([])), 0);
    for (const [some, line] of [
      [{ gone: 14 }, "  linjiang: ok, but 14 gone"],
      [{ failed: 1 }, "  linjiang: ok, but 1 could not be fetched"],
      [{ reason: "a: b" }, "  linjiang: ok, but a: b"],
      [{ health: "blocked", reason: "403" }, "  linjiang: blocked: 403"],
    ] as const) {
      assert.deepEqual(lines(some), [line]);
      assert.equal(exitCodeOf([run(some)], read([])), 1);
    }
  });

  it("ends with 1 where a document is named that is no report", () => {
    const rejected = {
      url: "http://a.gov.cn/1",
      verdict: "rejected",
      code: "x",
      message: "nothing but a title",
    } as const;
    assert.equal(exitCodeOf([run()], read([rejected])), 1);
  });

  it("shortens a long reason and says where the whole of it is", () => {
    const [, line = ""] = siteLines([run({ reason: "one; two; three; four" })]);
    assert.match(line, /one; two; 2 more \(status --json has all\)$/);
  });
});

describe("status", () => {
  const coverage = { byStatus: [], byYearAndLevel: [], withoutTables: [], notReadable: [], sites: [] };

  it("says of a site that is well what there is to be known", () => {
    const { site, name, health, found, failed } = run();
    const reason = "http://a.gov.cn/nb/: has further pages that only a script turns";
    const line = { site, name, health, found, failed, reason, last_success: null, reports: 40 };
    assert.ok(statusLines({ ...coverage, sites: [line] }).includes(`  linjiang: ok, but ${reason}`));
  });

  it("keeps back that a page only points to its file where the file was had, and only there", () => {
    const row = (url: string, has_file: boolean) => ({
      ...({ url, site: "linjiang", status: "rejected", code: NOTICE, reason: "only points to an attachment" } as const),
      has_file,
    });
    const lines = statusLines({ ...coverage, notReadable: [row("http://a/had", true), row("http://a/lost", false)] });
    assert.deepEqual(lines.slice(-2), [
      "Not readable: 1 document",
      "  rejected: http://a/lost: only points to an attachment",
    ]);
  });
});
