import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { childrenOf } from "../../data/divisions/index.ts";
import { UsageError } from "../../data/records/index.ts";
import { checkSources, readSources } from "../../data/sources/index.ts";

const folder = mkdtempSync(join(tmpdir(), "gongkai-sources-"));
after(() => rmSync(folder, { recursive: true }));

const registry = (text: string | Uint8Array, name = "sources.yaml"): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const GOOD = `- id: henan-zhengzhou-shangjie
  name: 郑州市上街区人民政府
  division: "410106"
  home: https://www.zzsj.gov.cn/
`;

describe("a registry of sources", () => {
  it("has a doubled id said even where one of the two entries has other faults", () => {
    const twice = `${GOOD.replace("https://", "")}${GOOD}  colour: red\n`;
    const { faults } = checkSources(registry(twice));
    assert.equal(faults.length, 3);
    assert.match(faults.join("\n"), /:5: henan-zhengzhou-shangjie: the same id as the source at .*sources\.yaml:1/);
  });

  it("needs only id, name, division and home; the rest has the defaults of the contract", () => {
    assert.deepEqual(readSources(registry(GOOD)), [
      {
        id: "henan-zhengzhou-shangjie",
        name: "郑州市上街区人民政府",
        division: "410106",
        home: "https://www.zzsj.gov.cn/",
        columns: [],
        allow: [],
        browser: "auto",
        pace: 3000,
      },
    ]);
  });

  const faults: [what: string, yaml: string, said: RegExp][] = [
    [
      "a field that does not exist",
      `${GOOD}  colums: []\n`,
      /sources\.yaml:5: henan-zhengzhou-shangjie: colums: no such field; a source has id, /,
    ],
    [
      "a number where a floor belongs",
      `${GOOD}  expect: 3\n`,
      /:5: henan-zhengzhou-shangjie: expect: must be \{ min: 12 \}, with a number of its own$/m,
    ],
    ["a tab before a field", `${GOOD}\tpace: 5000\n`, /:5: not YAML: a tab at the beginning of the line/],
    ["a tab after spaces", `${GOOD} \tpace: 5000\n`, /:5: not YAML: a tab at the beginning of the line/],
    [
      "a field that is missing",
      "- id: a\n  name: 某市\n  home: https://www.a.gov.cn/\n",
      /:1: a: division: is missing/,
    ],
    [
      "a division that YAML reads as a number",
      GOOD.replaceAll('"', ""),
      /:3: .*division: must be a six-digit GB\/T 2260 code in quotes/,
    ],
    [
      "an id with capitals",
      GOOD.replace("henan-", "Henan-"),
      /:1: Henan-zhengzhou-shangjie: id: must be small letters/,
    ],
    [
      "a home that is no web address",
      GOOD.replace("https://www.zzsj.gov.cn/", "www.zzsj.gov.cn"),
      /:4: .*home: must be an address/,
    ],
    [
      "an unknown way to use the browser",
      `${GOOD}  browser: sometimes\n`,
      /:5: .*browser: must be auto, never or always/,
    ],
    ["a wrong field inside another", `${GOOD}  expect: { minimum: 3 }\n`, /:5: .*expect\.minimum: no such field/],
    [
      "an address where a host belongs",
      `${GOOD}  allow: ["https://a.gov.cn/"]\n`,
      /:5: .*allow\.0: must be a host or a glob of hosts/,
    ],
    [
      "the same id twice",
      GOOD + GOOD.replace("www.zzsj", "zzsj"),
      /:5: .*the same id as the source at .*sources\.yaml:1/,
    ],
    ["the same home twice", GOOD + GOOD.replace("id: henan", "id: hn"), /:8: hn-.*the same home as the source at .*:1/],
    [
      "a host outside gov.cn without a reason",
      GOOD.replace("zzsj.gov.cn", "zzsj.com"),
      /:4: .*www\.zzsj\.com is outside gov\.cn: say in a note why/,
    ],
    [
      "the same home under http and without www",
      GOOD + GOOD.replace("id: henan", "id: hn").replace("https://www.zzsj.gov.cn/", "http://zzsj.gov.cn/index.html"),
      /:8: hn-.*the same home as the source at .*:1/,
    ],
    ...["*", "*.gov.cn", "*gov.cn", "*zhou.gov.cn", "www.*", "*.com.cn", "?.gov.cn"].map(
      (glob): [string, string, RegExp] => [
        `a glob that allows other people's hosts: ${glob}`,
        `${GOOD}  allow: ["zw.zzsj.gov.cn", "${glob}"]\n`,
        /:5: .*: \S+ allows other people's hosts/,
      ],
    ),
    ["a glob of hosts outside gov.cn", `${GOOD}  allow: ["*.zzsj.com"]\n`, /:5: .*: \*\.zzsj\.com is outside gov\.cn/],
    ["an entry that is no entry", `${GOOD}- 7\n`, /:5: entry 2: must be fields with values/],
    ["text that is no YAML", `${GOOD}  note: "open\n`, /: not YAML: /],
    ["a file that is no list", "id: a\n", /:1: must be a list of sources/],
  ];
  for (const [what, yaml, said] of faults)
    it(`explains with file and line ${what}`, () => {
      const { faults: found } = checkSources(registry(yaml));
      assert.ok(
        found.some((fault) => said.test(fault)),
        `${found.join("\n")} does not say ${said}`,
      );
      assert.throws(
        () => readSources(registry(yaml)),
        (error) => error instanceof UsageError && said.test(error.message),
      );
    });

  it("explains every fault at once, and keeps the sources that are right", () => {
    const { faults: found, sources } = checkSources(registry(`${GOOD}- id: b\n  pace: fast\n`));
    assert.equal(sources.length, 1);
    assert.equal(found.length, 4, found.join("\n"));
  });

  it("takes globs that keep to one owner: a domain's hosts, a host's ports, addresses", () => {
    const globs = ["*.zzsj.gov.cn", "zw*.zzsj.gov.cn", "127.0.0.1:*", "10.1.*", "jyj.zzsj.gov.cn:80??"];
    assert.deepEqual(checkSources(registry(`${GOOD}  allow: ${JSON.stringify(globs)}\n`)).faults, []);
  });

  it("says in one line that a file is no text, and that a text is no YAML however much of it is not", () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) % 256);
    const gbk = new Uint8Array([...Buffer.from("- id: a\n  name: "), 0xd6, 0xa3, 0xd6, 0xdd]);
    for (const none of [bytes, gbk, new Uint8Array([0, 0, 0])])
      assert.match(checkSources(registry(none)).faults.join("\n"), /^\S+:1: is no text in UTF-8[^\n]*$/);
    assert.match(
      checkSources(registry(`${GOOD}${"  }: [x\n".repeat(200)}`)).faults.join("\n"),
      /^\S+:5: not YAML: [^\n]* more after it\)$/,
    );
  });

  it("warns of a name that is another place's than the division", () => {
    const wrong = GOOD.replace("410106", "410100");
    assert.match(
      checkSources(registry(wrong)).warnings.join(),
      /:2: .*named after 上街区 \(410106\), but 410100 is 郑州市/,
    );
    const fitting = ["上街区人民政府", "郑州市上街区教育局", "区财政局", "某某高新区管理委员会"];
    for (const name of fitting)
      assert.deepEqual(checkSources(registry(GOOD.replace("郑州市上街区人民政府", name))).warnings, [], name);
  });

  it("knows platforms by name where it is told them", () => {
    const file = registry(`${GOOD}  platform: wordpress\n`);
    assert.match(
      checkSources(file, ["trs", "generic"]).faults.join(),
      /:5: .*unknown platform wordpress; there are trs, generic/,
    );
    assert.deepEqual(checkSources(registry(`${GOOD}  platform: trs\n`), ["trs"]).faults, []);
  });

  it("says what is wrong with one field also where others are wrong", () => {
    const file = registry(
      `${GOOD.replace("410106", "990106").replace("www.zzsj.gov.cn", "www.zzsj.com")}  pase: 3\n  expect: 3\n  platform: trss\n  allow: ["*"]\n`,
    );
    const { faults: found, warnings } = checkSources(file, ["trs"]);
    assert.deepEqual(found.map((fault) => /\.yaml:(\d+: [^:]+: \S+ \S+)/.exec(fault)?.[1]).sort(), [
      "4: henan-zhengzhou-shangjie: www.zzsj.com is",
      "5: henan-zhengzhou-shangjie: pase: no",
      "6: henan-zhengzhou-shangjie: expect: must",
      "7: henan-zhengzhou-shangjie: unknown platform",
      "8: henan-zhengzhou-shangjie: * allows",
    ]);
    assert.match(warnings.join(), /:3: .*unknown division 990106/);
  });

  it("warns of impatience on a public host and of a division that GB/T 2260 does not have, and no more", () => {
    const { faults: found, warnings } = checkSources(registry(`${GOOD.replace("410106", "990106")}  pace: 500\n`));
    assert.deepEqual(found, []);
    assert.match(warnings.join("\n"), /:3: .*unknown division 990106[\s\S]*:5: .*pace 500 on a public host/);
    assert.deepEqual(
      checkSources(registry(GOOD.replace("https://www.zzsj.gov.cn/", "http://127.0.0.1:8080/\n  pace: 0"))).warnings,
      [],
    );
  });

  it("takes a folder of files, and checks ids across them", () => {
    const two = mkdtempSync(join(folder, "two-"));
    writeFileSync(join(two, "a.yaml"), GOOD);
    writeFileSync(join(two, "b.yml"), GOOD.replace("www.", ""));
    mkdirSync(join(two, "old.yaml"));
    assert.match(checkSources(two).faults.join(), /b\.yml:1: .*the same id as the source at .*a\.yaml:1/);
  });

  it("says so where there is nothing to read", () => {
    assert.throws(() => checkSources(join(folder, "none.yaml")), /none\.yaml: there is no such file or folder/);
    assert.throws(() => checkSources(mkdtempSync(join(folder, "empty-"))), /no YAML file in it/);
  });
});

describe("the registry of this project", () => {
  const { faults, warnings, sources } = checkSources(join(import.meta.dirname, "../../data/sources"));

  it("has no fault and nothing to warn of", () => assert.deepEqual([...faults, ...warnings], []));

  it("has the governments of all 31 provinces and of all their prefectures", () => {
    const governed = new Set(
      sources.filter(({ name }) => /(人民政府|行政公署)$/.test(name)).map(({ division }) => division),
    );
    const provinces = [...governed].filter((code) => code.endsWith("0000"));
    assert.equal(provinces.length, 31);
    const prefectures = provinces.flatMap((code) => childrenOf(code)).filter(({ level }) => level === "prefecture");
    assert.equal(prefectures.length, 333);
    assert.deepEqual(
      prefectures.filter(({ code }) => !governed.has(code)).map(({ name }) => name),
      [],
    );
  });
});
