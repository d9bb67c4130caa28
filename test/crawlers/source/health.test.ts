import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FetchBlocked, FetchFailed, RobotsDisallowed } from "../../../crawlers/fetch/index.ts";
import { type Findings, healthOf } from "../../../crawlers/source/health.ts";

const HOME = "http://www.a.gov.cn/";
const tally = (found: number, gone = 0, missed = 0) => ({
  ...{ found, new: 0, changed: 0, gone, moved: 0, returned: 0 },
  ...{ failed: missed, listed: found + missed, missed },
});
const findings = (some: Partial<Findings> = {}): Findings => ({
  pagesRead: 9,
  errors: [],
  unread: [],
  notes: [],
  harvest: { declared: 0, listed: 0 },
  ...some,
});
const lastGood = { found: 20, lastRun: "2024-01-05T02:00:00.000Z" };
const health = (some: Partial<Findings>, found: number, gone = 0) =>
  healthOf({}, findings(some), tally(found, gone), lastGood);

describe("the health of a source", () => {
  it("is ok where the harvest is like the last, and says nothing", () => {
    assert.deepEqual(health({}, 19, 1), { health: "ok", reason: null });
  });

  it("is what kept everything from being read", () => {
    const none = { pagesRead: 0 };
    assert.equal(
      health({ ...none, errors: [new FetchBlocked(HOME, "blocked", "answers 412", 412)] }, 0).health,
      "blocked",
    );
    assert.equal(
      health({ ...none, errors: [new RobotsDisallowed(HOME, "robots", "robots.txt forbids it")] }, 0).health,
      "disallowed",
    );
    const down = health({ ...none, errors: [new FetchFailed(HOME, "timeout", "no answer in 30 s")] }, 0);
    assert.deepEqual(down, { health: "unreachable", reason: `${HOME}: no answer in 30 s` });
  });

  it("is broken below what is expected, below half of the last good harvest, and where nothing is found", () => {
    assert.deepEqual(healthOf({ expect: { min: 12 } }, findings(), tally(11), null), {
      health: "broken",
      reason: "found 11 documents, expected at least 12",
    });
    assert.deepEqual(health({}, 9), { health: "broken", reason: "found 9 documents, 20 on 2024-01-05" });
    assert.equal(health({}, 10).health, "ok");
    assert.deepEqual(healthOf({}, findings(), tally(0), null), { health: "broken", reason: "found no annual report" });
  });

  it("is blocked or broken where most of what it lists could not be had, on the first night too, and says so first", () => {
    const first = (missed: number, errors: Findings["errors"]) =>
      healthOf({}, findings({ errors }), tally(20 - missed, 0, missed), null);
    const wall = new FetchBlocked(HOME, "blocked", "the site turns us away (HTTP 403)", 403);
    assert.deepEqual(first(19, [wall]), {
      health: "blocked",
      reason: `19 of 20 listed reports could not be had; ${HOME}: the site turns us away (HTTP 403)`,
    });
    assert.equal(first(19, [new FetchFailed(HOME, "timeout", "no answer in 30 s")]).health, "broken");
    assert.equal(first(10, [wall]).health, "ok");
  });

  it("is broken where the listings declare more than twice what they gave, on the first night too", () => {
    const first = (harvest: Findings["harvest"]) => healthOf({}, findings({ harvest }), tally(12), null);
    assert.deepEqual(first({ declared: 134, listed: 12 }), {
      health: "broken",
      reason: "listings of annual reports declare 134 entries, 12 were listed",
    });
    assert.equal(first({ declared: 24, listed: 12 }).health, "ok");
  });

  it("is broken where known documents are unseen and a listing could not be read: nobody may call them gone", () => {
    const { health: state, reason } = health({ unread: ["http://www.a.gov.cn/nb/2: timeout"] }, 18, 2);
    assert.equal(state, "broken");
    assert.match(reason ?? "", /2 known documents were not seen.*nb\/2: timeout/);
    assert.equal(health({ unread: ["http://www.a.gov.cn/nb/2: timeout"] }, 20).health, "ok");
    assert.equal(health({ notes: ["http://www.a.gov.cn/x: robots.txt forbids it"] }, 18, 2).health, "ok");
  });

  it("says what was left unread although all is well", () => {
    assert.equal(health({ unread: ["a", "b", "a", "c"] }, 20).reason, "a; b; c");
  });

  it("says the same of several addresses once, and what a wall said before what followed from it", () => {
    const notAsked = (n: number) => `${HOME}${n}: not asked: www.a.gov.cn has turned us away 3 times in a row`;
    const wall = new FetchBlocked(HOME, "blocked", "the site turns us away (HTTP 403)", 403);
    assert.equal(
      health({ errors: [new FetchBlocked(HOME, "blocked", "not asked"), wall], unread: [1, 2, 3].map(notAsked) }, 0)
        .reason,
      `found 0 documents, 20 on 2024-01-05; ${HOME}: the site turns us away (HTTP 403); ${notAsked(1)} (and 2 more addresses)`,
    );
  });
});
