import assert from "node:assert/strict";
import test from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { htmlPage } from "../carriers/html.ts";
import { exampleReport } from "../carriers/truth.ts";
import { answer, newArchive, night, outcome } from "../crawlers/raw/archives.ts";

const NEWEST = "http://qingshi.gov.cn/nb/newest.html";
const KEPT = "http://qingshi.gov.cn/nb/2022.html";

/** The page of 青石县's report of a year. */
function pageOf(year: number): string {
  const { title, blocks } = exampleReport(1);
  return htmlPage(title, blocks).replaceAll(/20\d\d年/g, `${year}年`);
}

test("Last year's report is gone since the night on which its address first showed the next year's, and not while another address has it", async (t) => {
  const archive = newArchive(t);
  const crawl = async (n: number, pages: Record<string, string>): Promise<void> => {
    const store = await openRawStore(archive, "write");
    const { run } = store.beginRun("qingshi", night(n));
    for (const [url, body] of Object.entries(pages)) {
      await store.append(run, answer(url, body, { at: night(n) }));
      store.sighted(run, url, { linkText: null });
    }
    await store.finishRun(run, outcome(night(n)));
    await store.close();
  };
  const reports = async () => {
    await ingest({ archive });
    const rows = await readRows(archive, "reports");
    return rows.map((row) => [row.year, row.is_current, row.gone_since, row.url]).sort();
  };
  await crawl(1, { [NEWEST]: pageOf(2022) });
  assert.deepEqual(await reports(), [[2022, true, null, NEWEST]]);
  // A wall says nothing of what it hides; but that night the report was not seen.
  await crawl(3, { [NEWEST]: "<title>系统繁忙</title><p>系统繁忙，请稍后再试。</p>".padEnd(30_000, " ") });
  await crawl(5, { [NEWEST]: pageOf(2023) });
  const next = [2023, true, null, NEWEST];
  assert.deepEqual(await reports(), [[2022, true, night(3).toISOString(), NEWEST], next]);
  await crawl(7, { [NEWEST]: pageOf(2023), [KEPT]: pageOf(2022) });
  assert.deepEqual(await reports(), [[2022, true, null, KEPT], next]);
});
