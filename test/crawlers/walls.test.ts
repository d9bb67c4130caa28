import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { wallSites } from "../nation/families.ts";
import { crawlFamilies, type FamilyResult } from "./families.ts";

const WALLS = {
  "wall-403": ["blocked", /turned us away 3 times in a row/],
  "wall-412": ["blocked", /turns us away \(HTTP 412\)/],
  "wall-412-below": ["blocked", /turns us away \(HTTP 412\)/],
  "wall-521": ["blocked", /turns us away \(HTTP 521\)/],
  "wall-captcha": ["blocked", /turned us away 3 times in a row/],
  "wall-422": ["broken", /HTTP 422/],
  "wall-503": ["broken", /could not answer 3 times in a row/],
  "wall-robots": ["disallowed", /robots\.txt forbids it/],
} as const;

describe("a site that does not let us in", () => {
  let results: FamilyResult[];
  before(async () => {
    results = await crawlFamilies(wallSites());
  });
  const of = (family: string): FamilyResult =>
    results.find((result) => result.family === family) ?? assert.fail(`no ${family}`);

  for (const [family, [health, reason]] of Object.entries(WALLS))
    it(`is called what it is, and why: ${family}`, () => {
      const { run } = of(family);
      assert.equal(run.health, health);
      assert.match(run.reason ?? "", reason);
      assert.equal(run.found, 0);
    });

  it("is left alone after three addresses: what turns us away is asked once, what is unwell three times", () => {
    for (const { site, family, requests } of results) {
      const times = family === "wall-503" ? 3 : 1;
      // robots.txt, the home page and two columns, then the wall.
      assert.ok(requests <= 4 + 3 * times, `${site}: ${requests} requests`);
    }
    assert.ok(of("wall-403").requests >= 6, "the wall was reached");
  });

  it("is asked for nothing that robots.txt forbids", () => assert.deepEqual(of("wall-robots").forbidden, []));
});
