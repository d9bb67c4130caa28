import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { madeSite } from "../nation/made-site.ts";
import { crawlFamilies, type FamilyResult } from "./families.ts";

const visit = async (family: string): Promise<FamilyResult> => {
  const site = madeSite({ id: family, family, shape: "flat", place: "临江县", division: "410106" });
  const [result] = await crawlFamilies([site]);
  assert.ok(result);
  return result;
};

describe("a listing that says how many entries it has and gives fewer", () => {
  for (const { family, listed, declared, health } of [
    { family: "hanweb-sealed", listed: 12, declared: 25, health: "broken" },
    { family: "truecms-off", listed: 15, declared: 25, health: "ok" },
    { family: "cut-and-gone", listed: 12, declared: 25, health: "broken" },
  ])
    it(`is said to be unread in part, and is ${health} on the first night, with what was found archived: ${family}`, async () => {
      const { run, missed, expected, wrong, requests } = await visit(family);
      assert.equal(run.health, health);
      assert.match(run.reason ?? "", new RegExp(`/\\S*: declares ${declared} entries, ${listed} listed`));
      assert.ok(missed.length > 0 && missed.length < expected, "the rest is not found elsewhere");
      assert.deepEqual([run.found, run.new, run.gone], [expected - missed.length, expected - missed.length, 0]);
      assert.deepEqual(wrong, []);
      assert.ok(requests < 30, `${requests} requests: it is not asked again and again`);
    });
});

describe("a listing whose pager ends before it has listed what it says it has", () => {
  for (const family of [
    "cut-trs",
    "cut-trs-pages",
    "cut-trs-records",
    "cut-trs-one",
    "cut-numbers",
    "trs-paged-script",
  ])
    it(`is followed to its true end, and nothing is said to be missing: ${family}`, async () => {
      const { run, missed } = await visit(family);
      assert.deepEqual([run.health, missed], ["ok", []]);
      assert.doesNotMatch(run.reason ?? "", /declares/);
    });
});

describe("a listing whose script may ask for records that the page has already", () => {
  it("is whole, and its source well", async () => {
    const { run, missed } = await visit("hanweb-in-page");
    assert.deepEqual([run.health, missed], ["ok", []]);
    assert.doesNotMatch(run.reason ?? "", /declare/);
  });
});

describe("a listing among other numbers: a survey's, visitors', a search's, other lists'", () => {
  it("is not taken to have so many entries, and nothing more is asked for", async () => {
    const { run, missed, requests } = await visit("other-numbers");
    assert.deepEqual([run.health, missed], ["ok", []]);
    assert.doesNotMatch(run.reason ?? "", /declare/);
    assert.equal(requests, (await visit("trs")).requests);
  });
});

describe("an organ's page of reports by year", () => {
  it("is empty for a year that has none, and that is no failure", async () => {
    const site = madeSite({
      id: "annual",
      family: "hanweb-annual",
      shape: "organs",
      place: "临江县",
      division: "410106",
    });
    const [result] = await crawlFamilies([site]);
    assert.ok(result);
    assert.deepEqual([result.run.health, result.run.failed, result.missed], ["ok", 0, []]);
    assert.match(result.run.reason ?? "", /the body is empty/);
  });
});

describe("an organ whose reports are on another site", () => {
  it("is said, by the other site's host, which is not asked", async () => {
    const site = madeSite({ id: "openness", family: "openness", shape: "organs", place: "临江县", division: "410106" });
    const [result] = await crawlFamilies([site]);
    assert.ok(result);
    assert.match(
      result.run.reason ?? "",
      /^reports are linked to at hosts that the source does not allow: .*127\.0\.0\.1:9$/,
    );
    assert.deepEqual(result.forbidden, []);
  });
});
