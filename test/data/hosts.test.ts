import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hosts } from "../../crawlers/fetch/hosts.ts";
import { allowList } from "../../data/sources/index.ts";

describe("the hosts a source may be read from", () => {
  const source = {
    home: "http://www.a.gov.cn/",
    columns: ["http://xxgk.a.gov.cn:8080/nb/"],
    allow: ["*.a.gov.cn", "127.0.0.1:9*", "zw?.b.gov.cn"],
  };
  const follows = allowList(source);
  it("are the same to who follows links and to who fetches", () => {
    const hosts = new Hosts(source);
    hosts.check(new URL("http://zw1.b.gov.cn/"));
    assert.throws(() => hosts.check(new URL("http://zw.b.gov.cn/")), /no host of this source/);
  });

  it("are those of its home and columns and what its globs name, with or without a port", () => {
    for (const url of [
      "http://www.a.gov.cn/x",
      "https://jyj.a.gov.cn/",
      "http://jyj.a.gov.cn:8082/",
      "http://xxgk.a.gov.cn:8080/",
      "http://127.0.0.1:9001/",
      "http://zw1.b.gov.cn/",
    ])
      assert.equal(follows(new URL(url)), true, url);
    for (const url of [
      "http://www.b.gov.cn/",
      "http://zw.b.gov.cn/",
      "http://zw12.b.gov.cn/",
      "http://127.0.0.1:8001/",
      "http://a.gov.cn.evil.com/",
      "http://wwwxa.gov.cn/",
    ])
      assert.equal(follows(new URL(url)), false, url);
  });
});
