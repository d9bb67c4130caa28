import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { madeSite } from "../nation/made-site.ts";
import { crawlFamilies } from "./families.ts";

describe("a listing that says how many entries it has and gives fewer", () => {
  for (const { family, gives, has } of [
    { family: "hanweb-sealed", gives: 12, has: 25 },
    { family: "truecms-off", gives: 15, has: 25 },
  ])
    it(`is said to be unread in part: ${family}`, async () => {
      const site = madeSite({ id: family, family, shape: "flat", place: "临江县", division: "410106" });
      const [result] = await crawlFamilies([site]);
      assert.ok(result);
      assert.match(result.run.reason ?? "", new RegExp(`gives ${gives} of the ${has} entries that it says it has`));
      assert.ok(result.missed.length > 0 && result.missed.length < result.expected, "the rest is not found elsewhere");
      assert.deepEqual(result.wrong, []);
      assert.ok(result.requests < 30, `${result.requests} requests: it is not asked again and again`);
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
