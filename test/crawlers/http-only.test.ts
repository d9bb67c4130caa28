import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import { reportPage, row, smallSite } from "./small-site.ts";

const title = (organ: string): string => `临江县${organ}2023年政府信息公开工作年度报告`;

it("A site whose entry says https and that has http alone is read over http, which its reason says, and is known again the next night", async (t) => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-http-only-"));
  const site = await smallSite("linjiang", {
    "/": `<title>临江县人民政府</title><a href="/nb/">政府信息公开年报</a>`,
    "/nb/1.html": reportPage(title("教育局")),
    "/nb/2.html": reportPage(title("民政局")),
  });
  t.after(async () => {
    await site.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });
  const https = site.origin.replace("http:", "https:");
  site.pages["/nb/"] =
    `<title>年报</title>${row("1.html", title("教育局"))}${row(`${https}/nb/2.html`, title("民政局"))}`;
  const night = async () => {
    site.forget();
    const [run] = await crawl({ sources: [site.source({ home: `${https}/` })], archive, contact: null });
    return run ?? assert.fail("no run");
  };
  const first = await night();
  assert.deepEqual([first.health, first.found, first.new, first.failed], ["ok", 2, 2, 0]);
  assert.match(first.reason ?? "", /^127\.0\.0\.1:\d+ is read over http.*https.*TLS fails/);
  const store = await openRawStore(archive, "read");
  assert.deepEqual(
    [...store.documents()].map(({ url }) => url),
    [1, 2].map((n) => `${site.origin}/nb/${n}.html`),
  );
  await store.close();
  const second = await night();
  assert.deepEqual([second.health, second.found, second.new, second.gone], ["ok", 2, 0, 0]);
  assert.deepEqual(site.log, ["404 /robots.txt", "304 /", "304 /nb/"]);
});
