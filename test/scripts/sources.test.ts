import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { platformNames } from "../../crawlers/index.ts";
import { checkSources, readSources } from "../../data/sources/index.ts";
import { gongkai, start } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { type Province, startProvince } from "../nation/province.ts";

/** A province, and a registry that has its portal alone. */
async function provinceWith(
  t: TestContext,
  ...ids: string[]
): Promise<{ province: Province; call: string[]; folder: string }> {
  const province = await startProvince();
  t.after(() => province.close());
  const folder = await folderFor(t);
  const registry = join(folder, "registry.yaml");
  writeFileSync(registry, stringify(readSources(province.sources).filter(({ id }) => ids.includes(id))));
  return { province, folder, call: ["--sources", registry] };
}

test("sources grow that is stopped carries on with the same call, writes a file that sources check takes, and says what needs a look", async (t) => {
  const { province, folder, call } = await provinceWith(t, "jiangsu");
  const out = join(folder, "grown.yaml");
  const args = ["sources", "grow", "jiangsu", ...call, "--allow", "127.0.0.1:*", "--out", out];
  province.control.delay(100);
  const { child, ended } = start(args);
  while (province.requests.length < 3) await sleep(10);
  child.kill("SIGINT");
  const stopped = await ended;
  assert.equal(stopped.code, 1);
  assert.match(stopped.stderr, /the same call carries on/);
  assert.deepEqual(readdirSync(folder).sort(), ["grown.yaml.part", "registry.yaml"]);
  province.control.delay(0);
  const asked = province.requests.length;

  const grown = await gongkai(args);
  assert.deepEqual([grown.code, grown.stdout], [1, ""]);
  const first = province.requests.slice(0, asked).filter(({ status }) => status === 200);
  for (const { url } of first)
    assert.equal(
      province.requests.slice(asked).filter((each) => each.url === url && each.status === 200).length,
      0,
      url,
    );
  assert.match(grown.stderr, /^uncertain: 徐州市泉山区人民政府 \S+: SiteIDCode 3203240001 is of/m);
  assert.match(
    grown.stderr,
    /^not matched: 「鼓楼区」 in 「区县网站」 on \S+ \S+: may be 南京市鼓楼区人民政府 or 徐州市/m,
  );
  assert.match(grown.stderr, /^9 certain, 6 uncertain, 6 not matched, 0 known already;/m);
  const text = readFileSync(out, "utf8");
  assert.ok(text.indexOf("name: 沛县财政局") < text.indexOf("# Uncertain"));
  assert.match(text, /^# Not matched:\n# 「/m);
  assert.deepEqual(readdirSync(folder).sort(), ["grown.yaml", "registry.yaml"]);
  const checked = await gongkai(["sources", "check", out]);
  assert.deepEqual([checked.code, checked.stdout], [0, "15 sources, 0 faults, 0 warnings\n"]);

  const [again, known] = await Promise.all([
    gongkai(args),
    gongkai(["sources", "grow", province.home("peixian"), "--sources", out, "--allow", "127.0.0.1:*", "--json"]),
  ]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /grown\.yaml: is there already; name a new file/);
  assert.deepEqual(JSON.parse(known.stdout).proposals, []);
  assert.equal(known.code, 0);
});

test("sources probe prints an entry that sources check takes, and keeps nothing, nor where it is stopped", async (t) => {
  const { province, folder, call } = await provinceWith(t, "xuanwu");
  const tmp = join(folder, "tmp");
  mkdirSync(tmp);
  province.control.delay(100);
  const { child, ended } = start(["sources", "probe", "xuanwu", ...call], { TMPDIR: tmp });
  while (province.requests.length < 2) await sleep(10);
  assert.equal(readdirSync(tmp).length, 1);
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ended;
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /Stopped before the end\. Nothing was kept/);
  assert.deepEqual(readdirSync(tmp), []);

  province.control.delay(0);
  const probed = await gongkai(["sources", "probe", "xuanwu", ...call], { TMPDIR: tmp });
  assert.equal(probed.code, 0);
  assert.match(probed.stderr, /^Platform: trs\. Browser: not needed$/m);
  assert.match(probed.stderr, /^Reports listed: 4 \(2022: 2, 2023: 2\)$/m);
  const entry = join(folder, "entry.yaml");
  writeFileSync(entry, probed.stdout);
  assert.match(probed.stdout, /^- id: xuanwu\n {2}name: 南京市玄武区人民政府\n {2}division: "320102"\n/);
  const { faults, warnings, sources } = checkSources(entry, platformNames);
  assert.deepEqual([sources.length, ...faults, ...warnings], [1]);
  assert.deepEqual(readdirSync(tmp), []);
});

test("sources grow and probe say what is wrong with the call, and the line of what is counted is good English", async (t) => {
  const folder = await folderFor(t);
  const registry = join(folder, "registry.yaml");
  writeFileSync(
    registry,
    '- { id: xuanwu, name: 南京市玄武区人民政府, division: "320102", home: "http://127.0.0.1:9/" }\n',
  );
  const sources = (...args: string[]) => gongkai(["sources", ...args]);
  const [address, glob, counted] = await Promise.all([
    sources("probe", "www.zzsj.gov.cn", "--sources", registry),
    sources("grow", "xuanwu", "--sources", registry, "--allow", "*.gov.cn"),
    sources("check", registry),
  ]);
  assert.deepEqual([address.code, glob.code], [2, 2]);
  assert.match(address.stderr, /neither an address nor an id.*begins with https:/);
  assert.match(glob.stderr, /\*\.gov\.cn is anybody's hosts/);
  assert.equal(counted.stdout, "1 source, 0 faults, 0 warnings\n");
});
