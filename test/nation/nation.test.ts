import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import mammoth from "mammoth";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { findBrowser } from "../../crawlers/index.ts";
import { launchChromium } from "../chromium.ts";
import { brokenIdentities } from "../generate/figures.ts";
import { type Nation, startNation } from "./index.ts";
import { carrierPath } from "./read.ts";
import { readReports, type TrueReport } from "./reports.ts";

let nation: Nation;
before(async () => {
  nation = await startNation();
});
after(() => nation.close());

/** Everything on the site that plain HTTP reaches from its home page by links, pagers and list endpoints. */
async function reachable(home: string): Promise<Set<string>> {
  const seen = new Set([home]);
  for (const url of seen) {
    const reply = await fetch(url);
    if (!/html|xml|json/.test(reply.headers.get("content-type") ?? "")) continue;
    const text = await reply.text();
    const links = [...text.matchAll(/(?:href="?|"url":")([^\s">]+)/g)].map((match) => match[1] ?? "");
    const pages = [2, 3, 4, 5];
    if (text.includes("createPageHTML"))
      links.push(...pages.flatMap((n) => [`index_${n - 1}.html`, `common_list_${n}.shtml`]));
    const channel = /name="channelid" content="(\w+)"/.exec(text)?.[1];
    if (channel !== undefined) links.push(...pages.map((n) => `/searchList/${channel}?page=${n - 1}`));
    if (url.includes("dataproxy.jsp?page=1")) links.push(...pages.map((n) => url.replace("page=1", `page=${n}`)));
    for (const link of links) {
      const target = new URL(link.replaceAll("&amp;", "&"), url);
      if (target.origin === new URL(home).origin) seen.add(target.href);
    }
  }
  return seen;
}

test("every report is reached from its site's home page by plain HTTP, but where it takes a browser", async () => {
  const { reports, unreadable } = nation.expected();
  for (const site of nation.sites) {
    const reached = await reachable(site.home);
    const here = reports.filter((report) => report.site === site.id);
    assert.ok(here.length > 0, `${site.id} publishes nothing`);
    for (const report of here) {
      assert.equal(reached.has(report.pageUrl), !report.needsBrowser, `page of ${report.id}`);
      assert.equal(reached.has(report.documentUrl), !report.needsBrowser, `document of ${report.id}`);
    }
    for (const { url } of unreadable) if (url.startsWith(site.home)) assert.ok(reached.has(url), url);
  }
  assert.deepEqual(
    nation.requests.filter(({ status }) => status >= 500),
    [],
  );
});

test("a browser sees the list and the report that plain HTTP does not", async (t) => {
  if (findBrowser() === null) return t.skip("no Chromium on this machine");
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const home = nation.sites.find((site) => site.family === "spa")?.home ?? "";
    await page.goto(home);
    for (const words of ["政府信息公开", "政府信息公开年报", "政府办公室2021年政府信息公开工作年度报告"])
      await page.getByRole("link", { name: words, exact: true }).first().click();
    await page.getByRole("heading", { name: "政府办公室2021年政府信息公开工作年度报告" }).waitFor();
    const report = nation.expected().reports.find((candidate) => candidate.needsBrowser);
    assert.equal(page.url(), report?.pageUrl);
    assert.equal(await page.locator("table").count(), 3);
  } finally {
    await browser.close();
  }
});

test("each report's declared status is what its figures say", () => {
  for (const report of readReports()) {
    const broken = report.format === null ? [] : brokenIdentities(report.format, report.cells);
    const blank = [...report.cells.values()].includes(null);
    const status =
      report.format === null ? "narrative" : broken.length > 0 ? "inconsistent" : blank ? "incomplete" : "verified";
    assert.equal(report.status, status, `${report.id}: ${broken.join(" ")}`);
  }
});

test("the bundled PDF and Word documents hold the figures that reports/ gives them", async () => {
  for (const report of readReports()) {
    if (report.carrier === "html") continue;
    const text = await textOf(report);
    assert.ok(text.replace(/\s/g, "").normalize("NFKC").includes(report.title), report.id);
    const numbers = new Set(text.match(/\d+(\.\d+)?/g));
    for (const [cell, value] of report.cells) {
      if (value !== null)
        assert.ok(numbers.has(String(Math.abs(value))), `${report.id} lacks ${cell} = ${value}: run make-carriers.ts`);
    }
  }
});

async function textOf(report: TrueReport): Promise<string> {
  const bytes = readFileSync(carrierPath(report.id, report.carrier));
  if (report.carrier === "docx") return (await mammoth.extractRawText({ buffer: bytes })).value;
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages = Array.from({ length: document.numPages }, async (_, i) => {
    const { items } = await (await document.getPage(i + 1)).getTextContent();
    return items.map((item) => ("str" in item ? item.str : "")).join("\n");
  });
  const text = (await Promise.all(pages)).join("\n");
  await task.destroy();
  return text;
}

test("an unchanged page is answered with 304, a changed one in full", async () => {
  const url = nation.url("qingxi-government-2022");
  const first = await fetch(url);
  const conditions = [
    { "if-none-match": first.headers.get("etag") ?? "" },
    { "if-modified-since": first.headers.get("last-modified") ?? "" },
  ];
  for (const headers of conditions) assert.equal((await fetch(url, { headers })).status, 304);
  nation.control.alter("qingxi-government-2022", (body) => `${body}<p>更正</p>`);
  for (const headers of conditions) assert.match(await (await fetch(url, { headers })).text(), /更正/);
});

test("what is taken down is neither listed nor answered nor expected, until it is put up again", async () => {
  const id = "yuntai-government-2024";
  const expects = (): boolean => nation.expected().reports.some((report) => report.id === id);
  nation.control.remove(id);
  assert.equal((await fetch(nation.url(id))).status, 404);
  assert.equal(expects(), false);
  nation.control.publish(id);
  assert.equal((await fetch(nation.url(id))).status, 200);
  assert.equal(expects(), true);
});

test("a site can collapse or refuse, and recover", async () => {
  const report = nation.expected().reports.find(({ site }) => site === "baishi");
  const home = nation.sites.find(({ id }) => id === "baishi")?.home ?? "";
  nation.control.collapse("baishi");
  assert.equal((await reachable(home)).has(report?.pageUrl ?? ""), false);
  nation.control.answer("baishi", 403);
  assert.equal((await fetch(home)).status, 403);
  nation.control.recover("baishi");
  assert.equal((await reachable(home)).has(report?.pageUrl ?? ""), true);
});

test("the old site speaks GBK and says so only in a meta tag", async () => {
  const report = nation.expected().reports.find(({ site }) => site === "weibin");
  const reply = await fetch(report?.pageUrl ?? "");
  assert.equal(reply.headers.get("content-type"), "text/html");
  const html = new TextDecoder("gbk").decode(await reply.arrayBuffer());
  assert.match(html, /charset=gb2312/);
  assert.ok(html.includes(report?.title ?? ""));
});
