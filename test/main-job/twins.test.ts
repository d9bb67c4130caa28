import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { crawl } from "../../crawlers/index.ts";
import type { SiteRun } from "../../data/records/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { verify } from "../../pipeline/verify.ts";
import { row, type SmallSite, smallSite } from "../crawlers/small-site.ts";
import { folderFor } from "../folder.ts";
import { madeSite } from "../nation/made-site.ts";
import { contentsOf } from "./archive-contents.ts";

const { entries } = madeSite({
  id: "a",
  family: "trs",
  shape: "flat",
  place: "临江县",
  division: "410106",
  organs: 1,
  years: [2023],
});
const [first, second] = entries.map(({ title, body }) => ({
  title,
  page: `<title>${title}</title><h1>${title}</h1><div class="TRS_Editor">${body}</div>`,
}));
const [one, two] = [first ?? assert.fail(), second ?? assert.fail()];

/** Two reports: one with a mobile twin and a copy in another column, one that is a folder and its index page. */
const pages = (): Record<string, string> => ({
  "/": `<a href="/nb/">政府信息公开年报</a><a href="/xz/">乡镇政府信息公开年报</a>`,
  "/nb/": `<title>年报</title>${row("1.html", one.title)}${row("1_wap.html", one.title)}${row("2/", two.title)}`,
  "/xz/": `<title>年报</title>${row("1.html", one.title)}${row("/nb/2/index.html", two.title)}`,
  "/nb/1.html": one.page,
  "/nb/1_wap.html": one.page.replace("<h1>", "<h1 class=wap>"),
  "/xz/1.html": one.page,
  "/nb/2/": two.page,
  "/nb/2/index.html": two.page,
});

async function siteFor(t: TestContext): Promise<SmallSite> {
  const site = await smallSite("linjiang", pages());
  t.after(() => site.close());
  return site;
}

async function night(site: SmallSite, archive: string, days = 0): Promise<{ run: SiteRun; read: number }> {
  const now = new Date(Date.now() + days * 24 * 3600 * 1000);
  const [run] = await crawl({ sources: [site.source()], archive, contact: null, now });
  const { read } = await ingest({ archive });
  return { run: run ?? assert.fail(), read };
}

describe("one report under several addresses", () => {
  it("is fetched and read once, and has a row for each of them", async (t) => {
    const site = await siteFor(t);
    const archive = await folderFor(t);
    const { run, read } = await night(site, archive);
    assert.deepEqual([run.health, run.found, run.new, read], ["ok", 2, 2, 2]);
    // The copy could be anything: only its bytes show what it is.
    assert.deepEqual(site.log.filter((line) => line.includes("/1") || line.includes("/2")).sort(), [
      ...["200 /nb/1.html", "200 /nb/2/", "200 /xz/1.html"],
    ]);
    const { documentRows, reports } = await contentsOf(archive);
    const paths = (at: string): unknown[] => {
      const id = documentRows.find(({ url }) => url === site.origin + at)?.document_id;
      return documentRows
        .filter((row) => row.document_id === id)
        .map(({ url }) => String(url).slice(site.origin.length));
    };
    assert.deepEqual(paths("/nb/1.html"), ["/nb/1.html", "/nb/1_wap.html", "/xz/1.html"]);
    assert.deepEqual(paths("/nb/2/"), ["/nb/2/", "/nb/2/index.html"]);
    const twins = documentRows.filter(({ twin_of }) => twin_of !== null);
    assert.deepEqual(
      twins.map(({ url, twin_of }) => [url, twin_of].map((address) => String(address).slice(site.origin.length))),
      [
        ["/nb/1_wap.html", "/nb/1.html"],
        ["/nb/2/index.html", "/nb/2/"],
      ],
    );
    assert.ok(documentRows.every(({ status, report_id }) => status === "current" && report_id !== null));
    assert.deepEqual(
      [...reports.values()].map(({ title, is_current }) => [title, is_current]).sort(),
      [one, two].map(({ title }) => [title, true]).sort(),
    );
    assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  });

  it("is found by people at its own page, whichever of its copies is met first or read last", async (t) => {
    const copies = ["/nb/1_wap.html", "/m/nb/1.html", "/module/xxgk/xxgkAnnualReport.jsp?fbtime=2023"];
    const framed = (name: string): string => one.page.replace("<h1>", `<p>${name}</p><h1>`);
    for (const order of [
      ["/nb/1.html", ...copies],
      [...copies, "/nb/1.html"],
    ]) {
      const site = await siteFor(t);
      const archive = await folderFor(t);
      for (const path of order) site.pages[path] = framed(path);
      site.pages["/"] = `<a href="/nb/">政府信息公开年报</a>`;
      site.pages["/nb/"] = `<title>年报</title>${order.map((path) => row(path, one.title)).join("")}`;
      await night(site, archive);
      const { documentRows, reports } = await contentsOf(archive);
      assert.deepEqual(
        [...reports.values()].map(({ url }) => String(url).slice(site.origin.length)),
        ["/nb/1.html"],
      );
      assert.deepEqual(documentRows.map(({ url }) => String(url).slice(site.origin.length)).sort(), [...order].sort());
    }
  });

  it("stays one through the nights, whichever of them are listed", async (t) => {
    const site = await siteFor(t);
    const archive = await folderFor(t);
    await night(site, archive);
    site.pages["/nb/"] = `<title>年报</title>${row("1_wap.html", one.title)}${row("2/", two.title)}`;
    const { run } = await night(site, archive, 1);
    assert.deepEqual([run.health, run.found, run.new, run.gone], ["ok", 2, 0, 0]);
    const next = await night(site, archive, 2);
    assert.deepEqual([next.run.found, next.run.new, next.run.changed, next.run.gone], [2, 0, 0, 0]);
    assert.deepEqual(await Array.fromAsync(verify(archive)), []);
  });

  it("is had from a twin where the address that was met first does not answer", async (t) => {
    const site = await siteFor(t);
    delete site.pages["/nb/1.html"];
    delete site.pages["/xz/1.html"];
    const { run } = await night(site, await folderFor(t));
    assert.equal(run.found, 2);
    assert.ok(site.log.includes("200 /nb/1_wap.html"));
  });
});
