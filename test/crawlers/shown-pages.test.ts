import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { findBrowser } from "../../crawlers/fetch/index.ts";
import { crawl, openRawStore } from "../../crawlers/index.ts";
import { type Answer, reportPage, smallSite } from "./small-site.ts";

const skip = findBrowser() === null ? "no browser here: install Chromium or set GONGKAI_CHROMIUM" : false;

const SHELL = `<html><head><title>临江县人民政府</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>`;
const APP = `const view = location.hash.split("?")[1] ?? "home";
fetch("/api/" + view + ".json").then((r) => r.json()).then(({ name, rows }) => {
  document.title = name;
  document.getElementById("app").innerHTML = rows.map((row) => '<li><a href="' + row.url + '">' + row.title + "</a></li>").join("");
});`;
const title = (organ: string): string => `临江县${organ}2023年政府信息公开工作年度报告`;
const view = (name: string, rows: Record<string, string>): Answer => ({
  type: "application/json",
  body: JSON.stringify({ name, rows: Object.entries(rows).map(([text, url]) => ({ title: text, url })) }),
});

it("The views of one application are each shown for itself, and shown again only when their data has changed", {
  skip,
}, async (t) => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-shown-"));
  const chosen = process.env.GONGKAI_CHROMIUM;
  const site = await smallSite("linjiang", {
    "/": SHELL,
    "/app.js": { type: "text/javascript", body: APP },
    "/api/home.json": view("临江县人民政府", { 政府信息公开年报: "#/list?nb" }),
    "/api/nb.json": view("政府信息公开年报", { 县政府部门: "#/list?bm", 乡镇街道: "#/list?xz" }),
    "/api/bm.json": view("县政府部门", { [title("教育局")]: "/nb/1.html" }),
    "/api/xz.json": view("乡镇街道", { [title("松岭镇")]: "/nb/2.html" }),
    ...Object.fromEntries(["教育局", "松岭镇", "河东乡"].map((o, i) => [`/nb/${i + 1}.html`, reportPage(title(o))])),
  });
  t.after(async () => {
    if (chosen === undefined) delete process.env.GONGKAI_CHROMIUM;
    else process.env.GONGKAI_CHROMIUM = chosen;
    await site.close();
    rmSync(archive, { recursive: true, maxRetries: 3 });
  });
  const night = async () => {
    site.forget();
    const [run] = await crawl({ sources: [site.source()], archive, contact: null });
    const { health, reason, found, new: fresh } = run ?? assert.fail("no run");
    return { health, reason, found, fresh };
  };
  const browser = findBrowser() ?? "";
  assert.deepEqual(await night(), { health: "ok", reason: null, found: 2, fresh: 2 });
  const store = await openRawStore(archive, "read");
  const shown = ["nb", "bm", "xz"].map((name) =>
    store.latest({ method: "RENDER", url: `${site.origin}/#/list?${name}` }),
  );
  assert.equal(new Set(shown.map((response) => response?.sha256)).size, 3, "each view is in the store");
  await store.close();

  process.env.GONGKAI_CHROMIUM = "/no/browser/tonight";
  assert.deepEqual(await night(), { health: "ok", reason: null, found: 2, fresh: 0 });
  assert.deepEqual(
    site.log.filter((line) => !/^304 |robots/.test(line)),
    [],
    "nothing is sent again",
  );
  assert.ok(site.log.includes("304 /api/bm.json") && site.log.includes("304 /api/xz.json"));

  process.env.GONGKAI_CHROMIUM = browser;
  site.pages["/api/xz.json"] = view("乡镇街道", { [title("松岭镇")]: "/nb/2.html", [title("河东乡")]: "/nb/3.html" });
  assert.deepEqual(await night(), { health: "ok", reason: null, found: 3, fresh: 1 });
});
