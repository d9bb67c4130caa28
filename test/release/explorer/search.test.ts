import assert from "node:assert/strict";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import type { Browser } from "playwright-core";
import { commit } from "../../../pipeline/archive/index.ts";
import { Province, packOrgan, unpackOrgan } from "../../../pipeline/release/explorer/page/places.ts";
import { blocksOf } from "../../../pipeline/release/explorer/page/views/about/markdown.ts";
import { found, ranked } from "../../../pipeline/release/explorer/page/views/search/match.ts";
import { snapshot } from "../../../pipeline/release/index.ts";
import { launchChromium } from "../../chromium.ts";
import { type Served, serve } from "./served.ts";
import { GOVERNMENT, HOSTILE, toldChanges } from "./told-reports.ts";
import { type Visit, visit } from "./visit.ts";

let scratch: string;
let folder: string;
let served: Served;
let browser: Browser;
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "gongkai-search-"));
  await commit(join(scratch, "archive"), toldChanges());
  ({ folder } = await snapshot(join(scratch, "archive"), scratch, new Date("2026-11-20T12:00:00Z")));
  served = await serve(folder);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await served?.close();
  await rm(scratch, { recursive: true, force: true });
});

/** Opens a search and waits until every province was looked at. */
async function search(reader: Visit, params: Record<string, string>): Promise<string[]> {
  await reader.open(`#search?${new URLSearchParams(params)}`);
  await reader.page.getByText(/organs? found\.|找到 \d+ 个机关/).waitFor();
  return reader.texts(".organs h3 bdi");
}

describe("search", () => {
  it("finds an organ by any part of its name or of its place's, however it is spaced, and leads to each of its reports", async () => {
    const reader = await visit(browser, served);
    for (const q of ["上街", "上街区人民政府", " 上 街 ", "河南 上街区", "郑州市上街区郑州市上街区人民政府"])
      assert.equal((await search(reader, { q }))[0], GOVERNMENT, q);
    await search(reader, { q: GOVERNMENT });
    assert.deepEqual(await reader.texts(".organs li:first-child .years a"), [
      "2016",
      "2018",
      "2019",
      "2021",
      "2022",
      "2023",
      "2024",
    ]);
    await reader.page.getByRole("link", { name: "2023" }).first().click();
    await reader.page.getByRole("heading", { level: 1, name: `${GOVERNMENT}2023年` }).waitFor();
    await reader.end();
  });

  it("keeps province and kind of organ in its address, and says what to try where nothing is found", async () => {
    const reader = await visit(browser, served, { language: "zh" });
    assert.deepEqual(await search(reader, { q: "上街", province: "41", level: "county" }), [GOVERNMENT]);
    assert.deepEqual(await search(reader, { q: "上街", province: "11" }), []);
    assert.match((await reader.texts("main .notice")).join(), /可尝试/);
    await reader.page.getByLabel("省级行政区").selectOption("41");
    await reader.page.waitForURL(/province=41/);
    await reader.page.getByText("找到 2 个机关").waitFor();
    await reader.page.getByRole("searchbox").fill("没有的");
    await reader.page.keyboard.press("Enter");
    await reader.page.getByText("找到 0 个机关").waitFor();
    assert.deepEqual(await reader.accessibilityFindings(), []);
    await reader.end();
  });

  it("asks for no database before the texts are to be searched, and then finds the words in them", async () => {
    const reader = await visit(browser, served);
    const before = served.asked.length;
    await search(reader, { q: "上街" });
    assert.ok(!served.asked.slice(before).some(({ path }) => /duckdb|wasm/.test(path)));
    await search(reader, { q: "<script>" });
    assert.deepEqual(await reader.texts(".organs bdi"), [HOSTILE]);
    await reader.page.getByRole("button", { name: "Search the texts" }).click();
    await reader.page.locator(".phrase-hits li").first().waitFor();
    assert.equal(await reader.page.locator(".phrase-hits mark").first().innerText(), "<script>");
    assert.match((await reader.texts(".phrase-hits .soft"))[0] ?? "", /a heading of the report$/);
    await search(reader, { q: "＜ｓｃｒｉ ｐｔ＞", texts: "1" });
    await reader.page.locator(".phrase-hits li").first().waitFor();
    assert.equal(await reader.page.locator(".phrase-hits mark").first().innerText(), "<script>");
    await reader.page.locator(".phrase-hits a").first().click();
    await reader.page.locator(".report h1").waitFor();
    assert.ok((await reader.page.locator("h1").innerText()).includes("<script>"));
    await reader.end();
  });

  it("finds every organ by every part of its name", async () => {
    const file = Province.parse(JSON.parse(await readFile(join(folder, "explorer/data/places/41.json"), "utf8")));
    const organs = file.organs.map((one) => unpackOrgan(one, file));
    assert.ok(organs.length > 20);
    fc.assert(
      fc.property(fc.constantFrom(...organs), fc.nat(), fc.nat(), (organ, a, b) => {
        const characters = [...organ.name];
        const from = a % characters.length;
        const part = characters.slice(from, from + 1 + (b % (characters.length - from))).join("");
        fc.pre(part.trim() !== "");
        const all = ranked(found(file, part, null));
        assert.ok(all.some((one) => one.organ.name === organ.name && one.organ.place === organ.place));
        assert.deepEqual(
          all.map(({ rank }) => rank),
          all.map(({ rank }) => rank).sort((x, y) => x - y),
        );
        if (part === organ.name) assert.equal(all[0]?.organ.name, organ.name);
      }),
    );
  });
});

describe("search in a province's file", () => {
  it("knows an organ by the name it had in another year, too", () => {
    const due = (year: number, organ: string) => ({
      ...{ year, organ, division: "410106", scope: "own" as const, site: -1 },
      ...{ state: "on_time" as const, proof: "verified" as const, days: 0 },
      ...{ had: null, kind: "organ" as const },
    });
    const years = [due(2018, "上街区卫生和计划生育委员会"), due(2019, "上街区卫生健康委员会")];
    const organ = {
      place: 0,
      name: "上街区卫生健康委员会",
      kind: "organ" as const,
      township: false,
      scope: "own" as const,
      withGovernments: false,
    };
    const province: Province = {
      ...{ code: "41", name: "河南省", day: "2026-11-20", years: [2008, 2025], sites: [] },
      places: [["410106", "上街区", ""]],
      organs: [packOrgan({ ...organ, due: years }, "410106")],
    };
    for (const query of ["计划生育", "卫生健康", "河南 委员会"])
      assert.deepEqual(
        found(province, query, null).map((one) => one.organ.name),
        ["上街区卫生健康委员会"],
        query,
      );
    assert.deepEqual(found(province, "计划生育", "township"), []);
  });
});

describe("about", () => {
  it("says in both languages all that the data card says, and links to every file of the release", async () => {
    for (const [language, card] of [
      ["en", "DATACARD.md"],
      ["zh", "DATACARD.zh-CN.md"],
    ] as const) {
      const reader = await visit(browser, served, { language });
      await reader.open("#about");
      const plain = (text: string): string => text.replace(/[`*|\s]/g, "");
      const shown = plain((await reader.page.locator("main").textContent()) ?? "");
      for (const block of blocksOf(await readFile(join(folder, card), "utf8"))) {
        const said =
          block.kind === "table"
            ? [...block.head, ...block.rows.flat()]
            : block.kind === "list"
              ? block.items
              : [block.text];
        for (const text of said.filter((one) => !one.startsWith("["))) assert.ok(shown.includes(plain(text)), text);
      }
      const links = await reader.page
        .locator("main a")
        .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
      assert.ok(links.includes("cells.parquet") && links.includes("reports.csv") && links.includes("CHANGES.csv"));
      for (const link of new Set(links)) await access(join(folder, link));
      assert.deepEqual(await reader.accessibilityFindings(), []);
      await reader.end();
    }
  });

  it("takes a card apart as it was written", () => {
    assert.deepEqual(blocksOf("# A\n\nb `c`\n\n- d\n- e\n\n| f | g |\n| --- | --- |\n| 1 | |\n"), [
      { kind: "heading", level: 1, text: "A" },
      { kind: "paragraph", text: "b `c`" },
      { kind: "list", items: ["d", "e"] },
      { kind: "table", head: ["f", "g"], rows: [["1", ""]] },
    ]);
  });
});
