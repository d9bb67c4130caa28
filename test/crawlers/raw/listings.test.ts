import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import {
  mergeRawStores,
  openRawStore,
  type RawStore,
  rebuildIndex,
  type Sighting,
} from "../../../crawlers/raw/index.ts";
import type { FetchedDocument } from "../../../data/records/index.ts";
import { answer, newArchive, newStore, night, outcome } from "./archives.ts";

const SITE = "http://a.gov.cn";
const FIRST = `${SITE}/0`;

/** How a night found an address: which words stood there, and which bytes were had (null: in vain), and how. */
type Found = { words: string; body: string | null; way: "own" | "redirect" | "twin" | "rendered" };
/** `cut`: the crawl was killed and never carried on. */
type Night = { found: (Found | null)[]; cut: boolean };

async function crawl(store: RawStore, n: number, { found, cut }: Night): Promise<void> {
  const { run } = store.beginRun("shiqiao", night(n));
  for (const [i, one] of found.entries()) {
    if (one === null) continue;
    const url = `${SITE}/${i}`;
    const at = new Date(night(n).getTime() + i * 1000);
    const { words: linkText, body, way } = one;
    const sighting: Sighting = { linkText, pageUrl: `${SITE}/page-of-${linkText}` };
    if (way === "twin" && i > 0 && found[0]) {
      store.sighted(run, url, { ...sighting, twinOf: FIRST });
      continue;
    }
    if (body === null) store.failed(run, { method: "GET", url }, "timeout");
    else if (way === "redirect") {
      const target = `${SITE}/files/${body}`;
      await store.append(run, answer(url, "", { status: 302, headers: [["Location", target]], at }));
      await store.append(run, answer(target, body, { at }));
    } else await store.append(run, answer(url, way === "rendered" ? "shell" : body, { at }));
    if (way === "rendered" && body !== null) {
      const page = store.latest({ method: "GET", url });
      assert.ok(page);
      await store.appendRendered(run, page, { url, html: body, loaded: [] });
    }
    store.sighted(run, url, body === null ? sighting : { ...sighting, rendered: way === "rendered" });
  }
  if (!cut) await store.finishRun(run, outcome(new Date(night(n).getTime() + 60_000)));
}

const listed = (words: string, body: string | null): Found => ({ words, body, way: "own" });
test("bytes keep the words with which they were listed last while they were there", async (t) => {
  const store = await newStore(t);
  const nights = [listed("2022年", "甲"), listed("2022年度", "甲"), listed("2023年", "乙")];
  for (const [n, found] of nights.entries()) await crawl(store, 1 + n * 2, { found: [found], cut: false });
  const states = [...store.documents()].map(({ linkText, pageUrl, state }) => [linkText, pageUrl.slice(-6), state]);
  assert.deepEqual(states, [
    ["2022年度", "2022年度", "superseded"],
    ["2023年", "-2023年", "current"],
  ]);
});

const found = fc.option(
  fc.record({
    words: fc.constantFrom("2021", "2022", "2023"),
    body: fc.option(fc.constantFrom("a", "b", "c"), { freq: 5 }),
    way: fc.constantFrom("own" as const, "own" as const, "redirect" as const, "twin" as const, "rendered" as const),
  }),
  { freq: 5 },
);
const nights = fc.array(
  fc.record({ night: fc.record({ found: fc.tuple(found, found), cut: fc.boolean() }), onOther: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

const withoutPlace = ({ warcFile: _, warcOffset: __, ...document }: FetchedDocument) => document;
async function documentsOf(archive: string): Promise<FetchedDocument[]> {
  const store = await openRawStore(archive, "write");
  const documents = [...store.documents()].sort((a, b) => (a.sha256 + a.url < b.sha256 + b.url ? -1 : 1));
  await store.close();
  return documents;
}

test("what the store holds is the same for every order of its observations, and nothing that it held goes away", async (t) => {
  const root = newArchive(t);
  // What a browser shows is dated by the clock.
  t.mock.timers.enable({ apis: ["Date"] });
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(nights, async (seen) => {
      const folder = join(root, String(cases++));
      const [all, one, other] = [join(folder, "all"), join(folder, "one"), join(folder, "other")];
      let before: FetchedDocument[] = [];
      for (const archive of [one, other]) await documentsOf(archive);
      for (const [n, { night: found, onOther }] of seen.entries()) {
        t.mock.timers.setTime(night(1 + n * 2).getTime());
        for (const archive of [all, onOther ? other : one]) {
          const store = await openRawStore(archive, "write");
          await crawl(store, 1 + n * 2, found);
          await store.close();
        }
        const now = await documentsOf(all);
        for (const { sha256, url, ...then } of before) {
          const kept = now.find((document) => document.sha256 === sha256 && document.url === url);
          assert.ok(kept, `${url} was there, and its bytes are no more`);
          if (then.state === "superseded" && kept.state === "superseded" && then.goneSince === kept.goneSince)
            assert.equal(kept.linkText, then.linkText, "what was replaced keeps its words");
        }
        before = now;
      }
      await rebuildIndex(all);
      assert.deepEqual(await documentsOf(all), before, "from the WARC files alone");
      const merges = [
        [one, other],
        [other, one],
      ].map(async ([into = "", from = ""], i) => {
        const made = join(folder, String(i));
        mkdirSync(made);
        cpSync(into, made, { recursive: true });
        await mergeRawStores(made, from, { onProof: () => undefined, onCopy: () => undefined });
        return documentsOf(made);
      });
      const [merged, back] = await Promise.all(merges);
      assert.deepEqual(merged, back, "merged in either order");
      assert.deepEqual(merged?.map(withoutPlace), before.map(withoutPlace), "merged, and by one machine");
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 15 },
  );
});
