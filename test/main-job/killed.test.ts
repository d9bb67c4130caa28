import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { crawl, openRawStore, verifyRawStore } from "../../crawlers/index.ts";
import { readSources } from "../../data/sources/index.ts";
import { start } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { type Country, startCountry } from "../nation/country.ts";
import { madeSite } from "../nation/made-site.ts";

/** How often a crawl is killed: GONGKAI_KILLS=50 for the record. */
const KILLS = Number(process.env.GONGKAI_KILLS ?? 5);

const SITES = (["trs", "hanweb", "ucap", "vsb"] as const).map((family, n) =>
  madeSite({
    ...{ id: family, family, shape: n === 1 ? "organs" : "flat", place: "临江县", division: "410106" },
    ...{ organs: 3, years: [2022, 2023] },
  }),
);

/** What a raw store holds of documents and runs, without instants and places in WARC files. */
async function heldBy(archive: string): Promise<unknown> {
  const store = await openRawStore(archive, "read");
  try {
    const documents = [...store.documents()].map(
      ({ retrieved: _at, warcFile: _file, warcOffset: _offset, ...held }) => held,
    );
    const runs = store.lastRuns().map(({ lastRun: _last, lastSuccess: _success, ...run }) => run);
    return { documents, runs };
  } finally {
    await store.close();
  }
}

/** How often documents were asked for more than once. */
function askedAgain(country: Country): number {
  const reports = new Set(country.entries().map(({ entry }) => country.url(entry.id)));
  const asked = country.requests.map(({ url }) => url).filter((url) => reports.has(url));
  return asked.length - new Set(asked).size;
}

test(`a crawl killed at ${KILLS} random moments and called again comes to what an undisturbed one does, no document fetched twice`, async (t) => {
  const country = await startCountry(SITES);
  t.after(() => country.close());
  const crawlAll = (archive: string) => crawl({ sources: readSources(country.sources), archive, contact: null });
  const undisturbed = await folderFor(t);
  await crawlAll(undisturbed);
  const expected = await heldBy(undisturbed);
  const requests = country.requests.length;
  assert.equal(askedAgain(country), 0);

  country.control.delay(3);
  let again = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const archive = await folderFor(t);
    country.requests.splice(0);
    const moment = Math.floor(Math.random() * requests);
    const running = start(["crawl", "--sources", country.sources, "--archive", archive]);
    let ended = false;
    running.ended.then(() => {
      ended = true;
    });
    while (!ended && country.requests.length < moment) await sleep(1);
    await sleep(Math.random() * 6);
    running.child.kill("SIGKILL");
    await running.ended;
    await crawlAll(archive);
    assert.deepEqual(await heldBy(archive), expected, `killed at request ${moment} of ${requests}`);
    assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
    // What each site was answering in the moment of the kill was answered to nobody.
    assert.ok(
      askedAgain(country) <= SITES.length,
      `killed at request ${moment}: ${askedAgain(country)} asked for again`,
    );
    again += askedAgain(country);
  }
  t.diagnostic(`${KILLS} kills: ${again} documents were being answered at the moment, and were asked for again`);
});
