import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Pacer } from "../../../crawlers/fetch/pace.ts";
import { send, serve, visit } from "./visits.ts";

test("A site's requests start one pace apart, robots.txt among them, however many are wanted at once", async (t) => {
  const starts: number[] = [];
  let now = (): number => 0;
  const note: RequestListener = (_request, response) => {
    starts.push(now());
    send(response, "<p>ok</p>");
  };
  const site = await serve(t, note, note);
  const visited = await visit(t, site, { pace: 3000 });
  const begun = visited.clock.now;
  now = () => visited.clock.now - begun;
  await Promise.all(["/a", "/b", "/c"].map(visited.get));
  assert.deepEqual(starts, [0, 3000, 6000, 9000]);
});

test("A longer delay that robots.txt asks for is kept", async (t) => {
  const starts: number[] = [];
  let now = (): number => 0;
  const site = await serve(
    t,
    (_request, response) => {
      starts.push(now());
      send(response, "<p>ok</p>");
    },
    (_request, response) => send(response, "User-agent: *\nCrawl-delay: 10", { "Content-Type": "text/plain" }),
  );
  const visited = await visit(t, site, { pace: 1000 });
  const begun = visited.clock.now;
  now = () => visited.clock.now - begun;
  for (const path of ["/a", "/b", "/c"]) await visited.get(path);
  assert.deepEqual(starts, [1000, 11_000, 21_000]);
});

test("All hosts of one domain share its line; other domains, and other machines on loopback, have their own", async () => {
  const pacer = new Pacer({ now: () => 0, sleep: async () => undefined });
  const line = (url: string) => pacer.line(new URL(url));
  assert.equal(line("http://www.a.gov.cn/"), line("https://zwgk.bm.a.gov.cn:8080/x"));
  assert.notEqual(line("http://www.a.gov.cn/"), line("http://www.b.gov.cn/"));
  assert.notEqual(line("http://127.0.0.1:1/"), line("http://127.0.0.1:2/"));
  assert.notEqual(line("http://localhost:1/"), line("http://localhost:2/"));
});

test("Never two requests to one domain at a time; different domains don't wait for each other", async () => {
  const pacer = new Pacer({ now: () => 0, sleep: async () => undefined });
  let atOnce = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const request = (url: string): Promise<void> =>
    pacer.line(new URL(url)).take(
      0,
      () => undefined,
      async () => {
        most = Math.max(most, ++atOnce);
        await new Promise<void>((done) => open.push(done));
        atOnce--;
      },
    );
  const all = ["http://a.gov.cn/1", "http://www.a.gov.cn/2", "http://b.gov.cn/"].map(request);
  await setImmediate();
  assert.equal(atOnce, 2);
  while (open.length > 0) {
    open.shift()?.();
    await setImmediate();
  }
  await Promise.all(all);
  assert.equal(most, 2);
});

test("A host that is busy is asked again after the rest it wants, and every answer is kept", async (t) => {
  const times: number[] = [];
  let now = (): number => 0;
  const site = await serve(t, (_request, response) => {
    times.push(now());
    if (times.length === 1) return send(response, "busy", { status: 503, "Retry-After": "120" });
    if (times.length === 2) return send(response, "slower", { status: 429 });
    send(response, "<p>ok</p>");
  });
  const visited = await visit(t, site, { pace: 1000 });
  const begun = visited.clock.now;
  now = () => visited.clock.now - begun;
  const page = await visited.get("/a");
  assert.equal(page.status, 200);
  // After robots.txt at 0: the pace, then what it asked for, then our own back-off of pace × 4.
  assert.deepEqual(times, [1000, 121_000, 125_000]);
});

test("A host that stays busy is given up for this address after three requests", async (t) => {
  const site = await serve(t, (_request, response) => send(response, "busy", { status: 503 }));
  const { get } = await visit(t, site);
  await assert.rejects(get("/a"), { name: "FetchFailed", code: "http_503", status: 503 });
  assert.equal(site.asked.length, 3);
});

test("A host that wants an hour's rest gets it: nothing more is asked, and nobody waits", async (t) => {
  const site = await serve(t, (_request, response) => send(response, "busy", { status: 429, "Retry-After": "3600" }));
  const visited = await visit(t, site);
  await assert.rejects(visited.get("/a"), { code: "http_429" });
  await assert.rejects(visited.get("/b"), { name: "FetchFailed", code: "backing_off" });
  assert.deepEqual(site.asked, ["GET /a"]);
  visited.clock.now += 3_600_000;
  await assert.rejects(visited.get("/c"), { code: "http_429" });
});

test("A connection that breaks is tried again", async (t) => {
  const site = await serve(t, (request, response) => {
    if (site.asked.length < 3) request.socket.destroy();
    else send(response, "<p>ok</p>");
  });
  const { get } = await visit(t, site);
  assert.equal((await get("/a")).status, 200);
  assert.equal(site.asked.length, 3);
});

test("A site that turns us away three times in a row is left alone for the night; the answers are kept", async (t) => {
  for (const status of [403, 412, 521]) {
    const site = await serve(
      t,
      (_request, response) => send(response, "<script>$_ts=1</script>", { status }),
      (_request, response) => send(response, "User-agent: *\nAllow: /", { "Content-Type": "text/plain" }),
    );
    const { get, store, run, resumed } = await visit(t, site);
    for (const path of ["/a", "/b", "/c", "/d", "/e"])
      await assert.rejects(get(path), { name: "FetchBlocked", code: "blocked" });
    assert.deepEqual(site.asked, ["GET /a", "GET /b", "GET /c"]);
    assert.equal(store.answered(run, { method: "GET", url: `${site.origin}/c` })?.verdict, "blocked");
    const again = resumed();
    for (const path of ["/a", "/b", "/c", "/d"])
      await assert.rejects(again.fetch({ url: site.origin + path }), { name: "FetchBlocked" });
    assert.equal(site.asked.length, 3, "an interruption gives no new tries");
  }
});

test("Many at once don't get past the third refusal either", async (t) => {
  const site = await serve(t, (_request, response) => send(response, "no", { status: 403 }));
  const { get } = await visit(t, site);
  await Promise.allSettled(Array.from({ length: 20 }, (_, i) => get(`/${i}`)));
  assert.equal(site.asked.length, 3);
});

test("A forbidden folder on a site that otherwise serves us is not a site that turns us away", async (t) => {
  const site = await serve(t, ({ url }, response) =>
    url?.endsWith("/") ? send(response, "no", { status: 403 }) : send(response, "<p>ok</p>"),
  );
  const { get } = await visit(t, site);
  for (const n of [1, 2, 3, 4, 5]) {
    await assert.rejects(get(`/${n}/`), { name: "FetchBlocked" });
    assert.equal((await get(`/${n}/index.html`)).status, 200);
  }
});

test("A captcha in a download's place is a refusal, not a document", async (t) => {
  const site = await serve(t, (_request, response) =>
    send(response, "<form>请输入验证码 <input name=codeValue></form>"),
  );
  const { get } = await visit(t, site);
  await assert.rejects(get("/download.jsp"), { name: "FetchBlocked", code: "blocked" });
});

test("A machine that isn't there is unreachable, at once for the whole host", async (t) => {
  const closed = createServer();
  await new Promise<void>((ready) => closed.listen(0, "127.0.0.1", ready));
  const address = closed.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  await new Promise((done) => closed.close(done));
  const { get } = await visit(t, { origin, asked: [], robotsAsked: 0 });
  await assert.rejects(get("/a"), { code: "unreachable" });
  await assert.rejects(get("/b"), { code: "unreachable" });
});
