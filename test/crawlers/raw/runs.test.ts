import assert from "node:assert/strict";
import { test } from "node:test";
import type { RawStore } from "../../../crawlers/raw/index.ts";
import type { Health, SiteRun } from "../../../data/records/index.ts";
import { answer, newStore, night, outcome } from "./archives.ts";

/** One night: what stands at each listed address ("" for a failure), and how the crawl judged itself. */
async function crawl(
  store: RawStore,
  n: number,
  listed: { [url: string]: string },
  health: Health = "ok",
): Promise<SiteRun> {
  const { run } = store.beginRun("shiqiao", night(n));
  for (const [url, body] of Object.entries(listed)) {
    store.sighted(run, url, { linkText: `${url} 年度报告` });
    if (body === "") store.failed(run, { method: "GET", url }, "timeout");
    else await store.append(run, answer(url, body, { at: night(n) }));
  }
  return store.finishRun(run, outcome(night(n), health));
}

const states = (store: RawStore): string[] =>
  [...store.documents()]
    .map(({ url, state, goneSince }) => [url.at(-1), state, goneSince?.slice(0, 10)].filter(Boolean).join(" "))
    .sort();

const counts = ({ found, new: fresh, changed, gone, failed }: SiteRun) => ({
  found,
  new: fresh,
  changed,
  gone,
  failed,
});

const A = "http://a.gov.cn/a";
const B = "http://a.gov.cn/b";
const C = "http://a.gov.cn/c";

test("Night after night: new, changed, gone and failed documents are told apart, and every version is kept", async (t) => {
  const store = await newStore(t);
  assert.deepEqual(counts(await crawl(store, 1, { [A]: "甲", [B]: "乙" })), {
    found: 2,
    new: 2,
    changed: 0,
    gone: 0,
    failed: 0,
  });
  assert.deepEqual(counts(await crawl(store, 3, { [A]: "甲", [B]: "乙" })), {
    found: 2,
    new: 0,
    changed: 0,
    gone: 0,
    failed: 0,
  });
  assert.deepEqual(counts(await crawl(store, 5, { [A]: "甲二", [C]: "" })), {
    found: 1,
    new: 0,
    changed: 1,
    gone: 1,
    failed: 1,
  });
  assert.deepEqual(states(store), ["a current", "a superseded 2026-01-05", "b gone 2026-01-05"]);
  assert.deepEqual(counts(await crawl(store, 7, { [A]: "甲二", [B]: "乙", [C]: "丙" })), {
    found: 3,
    new: 2,
    changed: 0,
    gone: 0,
    failed: 0,
  });
  assert.deepEqual(states(store), ["a current", "a superseded 2026-01-05", "b current", "c current"]);
});

test("A crawl that went badly takes nothing away: what it didn't see stays", async (t) => {
  const store = await newStore(t);
  await crawl(store, 1, { [A]: "甲", [B]: "乙" });
  assert.equal((await crawl(store, 3, { [A]: "甲" }, "broken")).gone, 0);
  assert.deepEqual(states(store), ["a current", "b current"]);
  assert.equal((await crawl(store, 5, { [A]: "甲" })).gone, 1);
  assert.deepEqual(states(store), ["a current", "b gone 2026-01-05"]);
});

test("An address that fails tonight keeps its document", async (t) => {
  const store = await newStore(t);
  await crawl(store, 1, { [A]: "甲" });
  assert.deepEqual(counts(await crawl(store, 3, { [A]: "" })), { found: 1, new: 0, changed: 0, gone: 0, failed: 1 });
  assert.deepEqual(states(store), ["a current"]);
});

test("A document not due for another visit is neither failed nor gone", async (t) => {
  const store = await newStore(t);
  await crawl(store, 1, { [A]: "甲" });
  const { run } = store.beginRun("shiqiao", night(3));
  store.sighted(run, A, {});
  assert.deepEqual(store.tally(run), {
    found: 1,
    new: 0,
    changed: 0,
    returned: 0,
    gone: 0,
    moved: 0,
    failed: 0,
    listed: 1,
    missed: 0,
  });
});

test("A wall or a page-not-found served with status 200 never takes the place of the report", async (t) => {
  const store = await newStore(t);
  await crawl(store, 1, { [A]: "<p>年度报告</p>" });
  assert.equal((await crawl(store, 3, { [A]: "<html><body>您访问的页面不存在</body></html>" })).changed, 0);
  await crawl(store, 5, { [A]: "<html><body>请输入验证码</body></html>" });
  assert.deepEqual(states(store), ["a current"]);
});

test("A document that a redirect leads to is found under the address it came from", async (t) => {
  const store = await newStore(t);
  const { run } = store.beginRun("shiqiao", night(1));
  await store.append(run, answer(A, "", { status: 302, headers: [["Location", "/b"]] }));
  await store.append(run, answer(B, "乙"));
  store.sighted(run, A, { linkText: "年度报告", pageUrl: C });
  await store.finishRun(run, outcome(night(1)));
  const [document, ...others] = store.documents();
  assert.deepEqual(others, []);
  assert.equal(document?.url, B);
  assert.equal(document.pageUrl, C);
  assert.equal(Buffer.from(await store.body(document)).toString(), "乙");
});

test("An interrupted crawl is carried on for a day, with the answers it has; after that a new one begins", async (t) => {
  const store = await newStore(t);
  const first = store.beginRun("shiqiao", night(1));
  assert.equal(first.resumed, false);
  await store.append(first.run, answer(A, "甲"));
  await store.append(first.run, answer(B, "忙", { status: 503 }));
  const later = store.beginRun("shiqiao", new Date(night(1).getTime() + 23 * 3_600_000));
  assert.deepEqual(later, { run: first.run, resumed: true });
  assert.equal(store.answered(later.run, { method: "GET", url: A })?.status, 200);
  assert.equal(store.answered(later.run, { method: "GET", url: B }), null, "a temporary refusal is asked again");
  const next = store.beginRun("shiqiao", night(2));
  assert.equal(next.resumed, false);
  assert.equal(store.answered(next.run, { method: "GET", url: A }), null);
});

test("A finished crawl is never carried on, however soon the next one begins", async (t) => {
  const store = await newStore(t);
  const first = store.beginRun("shiqiao", night(1));
  await store.finishRun(first.run, outcome(night(1)));
  const second = store.beginRun("shiqiao", night(1));
  assert.equal(second.resumed, false);
  assert.notEqual(second.run, first.run);
});

test("Each site's last crawl is told with its last success", async (t) => {
  const store = await newStore(t);
  await crawl(store, 1, { [A]: "甲" });
  await crawl(store, 3, {}, "unreachable");
  const [run, ...others] = store.lastRuns();
  assert.deepEqual(others, []);
  assert.equal(run?.health, "unreachable");
  assert.equal(run.lastRun, night(3).toISOString());
  assert.equal(run.lastSuccess, night(1).toISOString());
  assert.equal(store.lastGood("shiqiao")?.found, 1);
});

test("An article that another request is answered with is a document of its own, found on its page, apart from the endpoint's other articles", async (t) => {
  const store = await newStore(t);
  const url = "http://a.gov.cn/api/detail";
  const shown = async (n: number, articles: { [page: string]: string }): Promise<SiteRun> => {
    const { run } = store.beginRun("shiqiao", night(n));
    for (const [page, article] of Object.entries(articles)) {
      const content = { method: "POST" as const, url, body: `id=${page.at(-1)}` };
      await store.append(run, answer(page, "shell", { at: night(n) }));
      if (article === "") store.failed(run, content, "http_500");
      else await store.append(run, { ...answer(url, article, { at: night(n) }), request: content });
      store.sighted(run, page, { content });
    }
    return store.finishRun(run, outcome(night(n), "ok"));
  };
  const documents = (): string[] =>
    [...store.documents()].map(({ url, pageUrl, state }) => `${url} of ${pageUrl} ${state}`).sort();
  await shown(1, { [A]: "甲", [B]: "乙" });
  assert.deepEqual(documents(), [`${url}#id=a of ${A} current`, `${url}#id=b of ${B} current`]);
  const second = counts(await shown(3, { [A]: "甲二", [B]: "" }));
  assert.deepEqual(second, { found: 2, new: 0, changed: 1, gone: 0, failed: 1 });
  assert.deepEqual(documents(), [
    `${url}#id=a of ${A} current`,
    `${url}#id=a of ${A} superseded`,
    `${url}#id=b of ${B} current`,
  ]);
});

test("What a listed page had its article from is remembered while the page itself cannot be read", async (t) => {
  const store = await newStore(t);
  const content = { method: "GET" as const, url: "http://a.gov.cn/api/detail?id=1" };
  const first = store.beginRun("shiqiao", night(1)).run;
  await store.append(first, answer(A, "shell", { at: night(1) }));
  await store.append(first, answer(content.url, "甲", { at: night(1) }));
  store.sighted(first, A, { content });
  await store.finishRun(first, outcome(night(1), "ok"));
  const second = store.beginRun("shiqiao", night(3)).run;
  store.failed(second, { method: "GET", url: A }, "http_500");
  store.sighted(second, A, { linkText: "甲" });
  assert.equal((await store.finishRun(second, outcome(night(3), "ok"))).failed, 1);
  assert.deepEqual(
    [...store.documents()].map(({ url, pageUrl }) => [url, pageUrl]),
    [[content.url, A]],
  );
});
