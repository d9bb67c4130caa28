import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crawl } from "../../../crawlers/index.ts";
import { entriesYaml, type Grown, type GrowOptions, grow } from "../../../crawlers/registry/index.ts";
import { checkSources, readSources, type Source } from "../../../data/sources/index.ts";
import { folderFor } from "../../folder.ts";
import { type Province, startProvince } from "../../nation/province.ts";

let province: Province;
let registered: Source[];
let grown: Grown;
const work = mkdtempSync(join(tmpdir(), "gongkai-grow-"));
before(async () => {
  province = await startProvince();
  registered = readSources(province.sources).filter(({ id }) => id === "jiangsu" || id === "xuanwu");
  grown = await growing(work);
});
after(async () => {
  await province.close();
  rmSync(work, { recursive: true });
});

const growing = (work: string, some: Partial<GrowOptions> = {}): Promise<Grown> => {
  const [portal] = registered;
  assert.ok(portal);
  return grow({ portal, registered, allow: ["127.0.0.1:*"], depth: 2, contact: null, work, ...some });
};
const unmatched = (id: string): string => grown.unmatched.find(({ url }) => url === province.home(id))?.reason ?? "";
const proposed = (id: string) => grown.proposals.find(({ entry }) => entry.home === province.home(id));

describe("growing the registry from a provincial portal", () => {
  it("finds every site of its cities, counties and departments from the portal alone, and nothing else is certain", () => {
    const certain = grown.proposals.filter((proposal) => proposal.certain);
    assert.deepEqual(
      Object.fromEntries(certain.map(({ entry }) => [entry.name, entry.home])),
      Object.fromEntries(province.right),
    );
  });

  it("says of each what speaks for it: the link, its list, the page, the site code and its own name", () => {
    const gulou = proposed("xuzhou-gulou");
    assert.equal(
      gulou?.entry.note,
      `「鼓楼区」 in 「县（市）区」 on ${province.home("xuzhou")}; calls itself 鼓楼区人民政府门户网站; SiteIDCode 3203020001`,
    );
    assert.equal(gulou?.entry.division, "320302");
  });

  it("tells departments from governments, each with the place of its portal", () => {
    const division = (id: string) => [proposed(id)?.entry.division, proposed(id)?.isGovernment];
    assert.deepEqual(division("nanjing-finance"), ["320100", false]);
    assert.deepEqual(division("peixian-finance"), ["320322", false]);
    assert.deepEqual(division("peixian"), ["320322", true]);
  });

  it("is uncertain, and says why, where a site contradicts its link or cannot be read", () => {
    const doubt = (id: string): string => proposed(id)?.entry.note ?? "";
    assert.match(doubt("quanshan"), /^uncertain: SiteIDCode 3203240001 is of 江苏省徐州市睢宁县; /);
    assert.match(doubt("clone"), /^uncertain: calls itself 某某体育, which does not say whose it is; /);
    assert.equal(doubt("fengxian").split(";")[0], `uncertain: ${province.home("fengxian-copy")} is also its site`);
    assert.equal(doubt("fengxian-copy").split(";")[0], `uncertain: ${province.home("fengxian")} is also its site`);
    assert.match(doubt("qinhuai"), /^uncertain: the site turns us away \(HTTP 412\); /);
    assert.match(doubt("jianye"), /^uncertain: its robots\.txt forbids/);
  });

  it("proposes nothing for what it cannot match, and says why", () => {
    assert.match(unmatched("either"), /^may be 南京市鼓楼区人民政府 or 徐州市鼓楼区人民政府$/);
    assert.match(
      unmatched("suining"),
      /^its home page is another's: calls itself 睢宁县人民政府网, SiteIDCode 3203240001/,
    );
    assert.match(unmatched("dead"), /^cannot be reached/);
    assert.match(unmatched("zhejiang"), /^浙江省 is no place below 江苏省$/);
    assert.match(unmatched("bank"), /^bank\.example is outside gov\.cn and not followed \(--allow follows it\)$/);
    for (const id of ["either", "suining", "dead", "zhejiang", "bank", "xuanwu", "jiangsu"])
      assert.equal(proposed(id), undefined, id);
  });

  it("asks each site for its home page once, and nothing of one whose robots.txt forbids it", () => {
    const homes = province.requests.filter(({ url }) => new URL(url).pathname === "/").map(({ url }) => url);
    assert.equal(new Set(homes).size, homes.length);
    assert.deepEqual(
      province.requests.filter(({ site }) => site === "jianye").map(({ url }) => new URL(url).pathname),
      ["/robots.txt"],
    );
  });

  it("follows no private address that is not named", async (t) => {
    const before = province.requests.length;
    const { proposals, unmatched: left } = await growing(await folderFor(t), { allow: [] });
    assert.deepEqual(proposals, []);
    assert.ok(left.length > 4);
    const asked = province.requests.slice(before).map(({ site }) => site);
    assert.deepEqual(new Set(asked), new Set(["jiangsu"]));
  });

  it("writes entries that sources check takes and a crawl reads", async (t) => {
    const folder = await folderFor(t);
    const file = join(folder, "grown.yaml");
    writeFileSync(file, entriesYaml(grown.proposals.filter(({ certain }) => certain).map(({ entry }) => entry)));
    const { sources, faults, warnings } = checkSources(file);
    assert.deepEqual([...faults, ...warnings], []);
    assert.equal(sources.length, province.right.size);
    const two = sources.filter(({ name }) => ["沛县人民政府", "南京市财政局"].includes(name));
    const runs = await crawl({ sources: two, archive: join(folder, "archive"), contact: null });
    assert.deepEqual(
      runs.map(({ health, found }) => [health, found]),
      [
        ["ok", 4],
        ["ok", 4],
      ],
    );
  });

  it("reads the lists of as many levels as it is told", async (t) => {
    const { proposals } = await growing(await folderFor(t), { depth: 0 });
    const names = proposals.filter(({ certain }) => certain).map(({ entry }) => entry.name);
    assert.deepEqual(names, ["江苏省教育厅", "南京市人民政府", "南京市鼓楼区人民政府", "徐州市人民政府"]);
  });

  it("says where its budget ended", async (t) => {
    const { notes, proposals } = await growing(await folderFor(t), { budget: 5 });
    assert.match(notes.join(), /the budget of 5 pages was spent and \d+ were not asked for/);
    assert.ok(proposals.length > 0);
  });

  it("carries on where it was stopped, without asking again", async (t) => {
    const folder = await folderFor(t);
    const stop = new AbortController();
    const before = province.requests.length;
    const onProgress = ({ asked }: { asked: number }): void => void (asked > 6 && stop.abort(new Error("stopped")));
    await assert.rejects(growing(folder, { signal: stop.signal, onProgress }), /stopped/);
    const asked = province.requests.length - before;
    const { proposals } = await growing(folder);
    assert.deepEqual(proposals, grown.proposals);
    const pages = province.requests.slice(before).filter(({ status }) => status === 200);
    assert.ok(asked > 4 && pages.length > asked);
    assert.equal(new Set(pages.map(({ url }) => url)).size, pages.length);
  });
});
