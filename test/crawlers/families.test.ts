import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { familySites } from "../nation/families.ts";
import { crawlFamilies, type FamilyResult } from "./families.ts";

describe("a first night over a site of every family", () => {
  let results: FamilyResult[];
  before(async () => {
    results = await crawlFamilies(familySites());
  });

  it("finds every report", () => {
    assert.deepEqual(
      results.flatMap(({ missed }) => missed),
      [],
    );
  });

  it("takes nothing for a report that is none", () => {
    assert.deepEqual(
      results.flatMap(({ wrong }) => wrong),
      [],
    );
  });

  it("asks for nothing that it should not: other people's hosts, mirrors, print views, calendars, frames of the site's furniture", () => {
    assert.deepEqual(
      results.flatMap(({ forbidden }) => forbidden),
      [],
    );
  });

  it("asks for no more than four pages for each report, whatever the shape of the site", () => {
    for (const { site, requests, expected } of results)
      assert.ok(requests <= 4 * expected, `${site}: ${requests} requests for ${expected} reports`);
  });
});
