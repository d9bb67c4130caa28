import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { compress } from "../../../crawlers/raw/warc-record.ts";
import { commit } from "../../../pipeline/archive/index.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { launchChromium } from "../../chromium.ts";
import { pagesOf } from "./printed.ts";
import { type Served, serve } from "./served.ts";
import { GOVERNMENT, toldChanges } from "./told-reports.ts";
import { visit } from "./visit.ts";

const run = promisify(execFile);
const address = (year: number, more: Record<string, string> = {}): string =>
  `#report?${new URLSearchParams({ organ: GOVERNMENT, division: "410106", year: String(year), ...more })}`;

const PAGE = Buffer.from("<html><body>年度报告\r\n\r\n正文</body></html>\r\n\r\n");
const PDF = await readFile(join(import.meta.dirname, "../../nation/carriers/baishi-government-2021.pdf"));
/** What the archive's WARC file holds, in order: of which report, and the message as it was received. */
const STORED = [
  { id: "before", head: "content-type: text/html", body: Buffer.from("another document"), document: null },
  { id: "trial-form", head: "Content-Type: text/html\r\nContent-Encoding: gzip", body: gzipSync(PAGE), document: PAGE },
  { id: "verified", head: "Content-Type: application/pdf", body: PDF, document: PDF },
  { id: "after", head: "content-type: text/html", body: Buffer.from("yet another document"), document: null },
];
const FILE = "gongkai-20261121T190833057Z-00000-a8d780a4.warc.gz";

/** The WARC file as the store writes it, and where each record begins. */
async function stored(): Promise<{ bytes: Buffer; offsets: Map<string, number> }> {
  const members: Uint8Array[] = [];
  const offsets = new Map<string, number>();
  for (const { id, head, body } of STORED) {
    offsets.set(
      id,
      members.reduce((sum, { length }) => sum + length, 0),
    );
    members.push(
      await compress({
        ...{ type: "response", id: `urn:uuid:${id}`, url: `http://127.0.0.1/${id}`, date: "2026-11-21T19:08:33Z" },
        ...{ contentType: "application/http; msgtype=response", fields: {} },
        block: Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`), body]),
      }),
    );
  }
  return { bytes: Buffer.concat(members), offsets };
}

describe("a report to keep", () => {
  let scratch: string;
  let served: Served;
  let browser: Browser;
  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), "gongkai-report-to-keep-"));
    const { bytes, offsets } = await stored();
    await mkdir(join(scratch, "archive", "raw"), { recursive: true });
    await writeFile(join(scratch, "archive", "raw", FILE), bytes);
    const changes = toldChanges();
    const documents = (changes.documents ?? []).map((document) => {
      const offset = offsets.get(document.report_id ?? "");
      const media_type = document.report_id === "verified" ? "application/pdf" : "text/html";
      return offset === undefined ? document : { ...document, media_type, warc_file: FILE, warc_offset: offset };
    });
    await commit(join(scratch, "archive"), { ...changes, documents });
    const { folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z"));
    served = await serve(folder, { ranges: false });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  it("is cited with the release and the version, whose address leads to these very numbers, in both languages", async () => {
    for (const [language, said] of [
      ["en", /: 郑州市上街区人民政府2021年政府信息公开工作年度报告\. .*release of 2026-11-20, version verified: http/],
      [
        "zh",
        /：《郑州市上街区人民政府2021年政府信息公开工作年度报告》，.*“公开”数据库，2026-11-20 发布，版本 verified：http/,
      ],
    ] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open(address(2021));
      const [citation = ""] = await reader.texts(".citation");
      assert.match(citation, said);
      if (language === "zh") assert.doesNotMatch(citation.replace(/https?:\S+/g, ""), /[.,:] |据据/);
      const [here = ""] = /http\S+#\S+$/.exec(citation) ?? [];
      assert.equal(new URLSearchParams(here.split("?")[1]).get("version"), "verified");
      await reader.open(new URL(here).hash);
      await reader.page.getByText("verified", { exact: true }).first().waitFor();
      await reader.end();
    }
  });

  it("is written out of the archive by the command beside it: a page that was sent packed, and a PDF", async (t) => {
    if (
      await run("python3", ["--version"]).then(
        () => false,
        () => true,
      )
    )
      return t.skip("there is no python3 here");
    const reader = await visit(browser, served);
    for (const [year, id] of [
      [2019, "trial-form"],
      [2021, "verified"],
    ] as const) {
      await reader.open(address(year));
      const [command = ""] = await reader.texts("code.to-file");
      const { stdout } = await run("sh", ["-c", command], { cwd: join(scratch, "archive") });
      const document = STORED.find((one) => one.id === id)?.document ?? Buffer.alloc(0);
      assert.equal(stdout.trim(), createHash("sha256").update(document).digest("hex"));
      const name = command.split(" ").at(-1) ?? "";
      assert.match(name, id === "verified" ? /^[0-9a-f]{12}\.pdf$/ : /^[0-9a-f]{12}\.html$/);
      assert.deepEqual(await readFile(join(scratch, "archive", name)), document);
    }
    await reader.end();
  });

  it("says until when it was due, and whether it came in time", async () => {
    for (const [language, said] of [
      ["en", /Due by\s*2022-03-31: ✓ on time/],
      ["zh", /法定期限\s*2022-03-31：✓ 按期公布/],
    ] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open(address(2021));
      assert.match(await reader.page.locator(".facts").first().innerText(), said);
      await reader.end();
    }
  });

  it("says a failed identity in Chinese and in English on the English page", async () => {
    for (const language of ["en", "zh"] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open(address(2023));
      const [first = ""] = await reader.texts(".failures li");
      const english =
        /Natural persons: New requests this year \+ Carried in from the year before = \d+, but Total \+ Carried out/;
      assert.match(first, /自然人：一、本年新收政府信息公开申请数量 \+ 二、.* = \d+，但 /);
      assert.equal(english.test(first), language === "en", first);
      await reader.end();
    }
  });

  it("is printed without a page that ends half empty in a table", async () => {
    const reader = await visit(browser, served);
    await reader.open(address(2023));
    const pages = await pagesOf(await reader.page.pdf({ format: "A4" }));
    assert.ok(pages.length > 2);
    for (const [i, { lowest }] of pages.slice(0, -1).entries())
      assert.ok(lowest > 0.75, `page ${i + 1} ends at ${lowest}`);
    await reader.end();
  });
});
