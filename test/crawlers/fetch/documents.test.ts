import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { FetchFailed } from "../../../crawlers/fetch/index.ts";
import { headersOf, redirect, send, serve, visit } from "./visits.ts";

const PAGE = `<p>${"石桥市政府信息公开工作年度报告".repeat(40)}</p>`;
const ENCODINGS: { [path: string]: [string | null, Uint8Array] } = {
  "/identity": [null, Buffer.from(PAGE)],
  "/gzip": ["gzip", gzipSync(PAGE)],
  "/br": ["br", brotliCompressSync(PAGE)],
  "/deflate": ["deflate", deflateSync(PAGE)],
  "/raw-deflate": ["deflate", deflateRawSync(PAGE)],
  "/no-such-coding": ["UTF-8", Buffer.from(PAGE)],
};

test("The same page has the same digest however the server encodes it on the way", async (t) => {
  const site = await serve(t, ({ url }, response) => {
    const [encoding, body] = ENCODINGS[url ?? ""] ?? [null, ""];
    send(response, body, encoding === null ? {} : { "Content-Encoding": encoding });
  });
  const { get } = await visit(t, site);
  const pages = await Promise.all(Object.keys(ENCODINGS).map(get));
  for (const page of pages) assert.equal(Buffer.from(page.body).toString(), PAGE);
  assert.equal(new Set(pages.map(({ sha256 }) => sha256)).size, 1);
});

test("A second visit asks whether anything has changed, and keeps the answer as a revisit", async (t) => {
  const conditions: (string | undefined)[] = [];
  const site = await serve(t, (request, response) => {
    conditions.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === '"1"') return send(response, "", { status: 304 });
    send(response, PAGE, { ETag: '"1"' });
  });
  const visited = await visit(t, site);
  const first = await visited.get("/a");
  const second = await visited.next().fetch({ url: `${site.origin}/a` });
  assert.deepEqual(conditions, [undefined, '"1"']);
  assert.deepEqual([first.unchanged, second.unchanged], [false, true]);
  assert.deepEqual([second.status, second.stored.status, second.fromStore], [200, 304, false]);
  assert.equal(Buffer.from(second.body).toString(), PAGE);
  assert.equal(second.sha256, first.sha256);
});

test("Last-Modified is asked about too; other bytes are a change though the server knows no conditions", async (t) => {
  const since: (string | undefined)[] = [];
  const site = await serve(t, (request, response) => {
    since.push(request.headers["if-modified-since"]);
    send(response, `<p>${since.length}</p>`, { "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT" });
  });
  const visited = await visit(t, site);
  await visited.get("/a");
  const second = await visited.next().fetch({ url: `${site.origin}/a` });
  assert.deepEqual(since, [undefined, "Wed, 01 Jan 2025 00:00:00 GMT"]);
  assert.equal(second.unchanged, false);
});

test("An interrupted crawl fetches nothing twice, redirects and cookies included", async (t) => {
  const site = await serve(t, ({ url }, response) =>
    url === "/old" ? redirect(response, "/new", { "Set-Cookie": "seen=1" }) : send(response, PAGE),
  );
  const visited = await visit(t, site);
  const before = await visited.get("/old");
  const after = await visited.resumed().fetch({ url: `${site.origin}/old` });
  assert.deepEqual(site.asked, ["GET /old", "GET /new"]);
  assert.equal(site.robotsAsked, 1);
  assert.equal(after.fromStore, true);
  assert.equal(after.url, before.url);
  assert.deepEqual(Buffer.from(after.body), Buffer.from(before.body));
});

test("The same address asked for twice at once is fetched once", async (t) => {
  const site = await serve(t, (_request, response) => send(response, PAGE));
  const { get } = await visit(t, site);
  await Promise.all([get("/a"), get("/a"), get("/a")]);
  assert.deepEqual(site.asked, ["GET /a"]);
});

test("A site that redirects everybody without its cookie to itself lets us in once we have it", async (t) => {
  const site = await serve(t, (request, response) => {
    if (request.headers.cookie === "CT6T=abc") return send(response, PAGE);
    redirect(response, request.url ?? "", { "Set-Cookie": "CT6T=abc; Path=/" });
  });
  const { get, resumed } = await visit(t, site);
  assert.equal(Buffer.from((await get("/a")).body).toString(), PAGE);
  assert.deepEqual(site.asked, ["GET /a", "GET /a"]);
  await resumed().fetch({ url: `${site.origin}/a` });
  assert.equal(site.asked.length, 2);
});

test("Redirects in a circle end at once, redirects without end after ten", async (t) => {
  const site = await serve(t, ({ url }, response) => {
    if (url === "/circle") return redirect(response, "/circle");
    redirect(response, `/endless/${Number(url?.split("/").at(-1)) + 1}`);
  });
  const { get } = await visit(t, site);
  await assert.rejects(get("/circle"), { name: "FetchFailed", code: "too_many_redirects" });
  assert.equal(site.asked.length, 1);
  await assert.rejects(get("/endless/1"), { code: "too_many_redirects" });
  assert.equal(site.asked.length, 12);
});

test("The server hears honestly who asks, and where we come from where a download wants to know", async (t) => {
  let heard: { [name: string]: string } = {};
  const site = await serve(t, (request, response) => {
    heard = headersOf(request);
    send(response, "%PDF", {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": "attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.pdf",
    });
  });
  const { session } = await visit(t, site);
  const file = await session.fetch({ url: `${site.origin}/download.jsp?id=1`, referer: `${site.origin}/page` });
  assert.match(heard["user-agent"] ?? "", /^Gongkai\/\d+\.\d+\.\d+ \(\+archive@example\.org\)$/);
  assert.equal(heard.referer, `${site.origin}/page`);
  assert.equal(file.fileName, "年报.pdf");
  assert.equal(file.mediaType, "application/octet-stream");
});

test("A list behind a form is fetched by posting it", async (t) => {
  const site = await serve(t, async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    send(response, `{"posted":"${Buffer.concat(chunks)}"}`, { "Content-Type": "application/json" });
  });
  const { session } = await visit(t, site);
  const url = `${site.origin}/list.do`;
  const first = await session.fetch({ url, method: "POST", body: "page=1" });
  const second = await session.fetch({ url, method: "POST", body: "page=2" });
  assert.equal(Buffer.from(first.body).toString(), '{"posted":"page=1"}');
  assert.equal(Buffer.from(second.body).toString(), '{"posted":"page=2"}');
});

test("What is no document says why: missing, soft 404, empty, broken encoding", async (t) => {
  const site = await serve(t, ({ url }, response) => {
    if (url === "/404") return send(response, "no", { status: 404 });
    if (url === "/soft") return send(response, "<h1>您访问的页面不存在</h1>");
    if (url === "/empty") return send(response, "");
    send(response, "no gzip at all", { "Content-Encoding": "gzip" });
  });
  const { get, store, run } = await visit(t, site);
  await assert.rejects(
    get("/404"),
    (error) => error instanceof FetchFailed && error.code === "http_404" && error.status === 404,
  );
  await assert.rejects(get("/soft"), { code: "soft_404" });
  await assert.rejects(get("/empty"), { code: "empty" });
  await assert.rejects(get("/broken"), { code: "bad_encoding" });
  for (const path of ["/404", "/soft"]) store.sighted(run, site.origin + path, {});
  assert.equal(store.tally(run).failed, 2);
});

test("A body without end is cut off and leaves no half document behind", async (t) => {
  let closed = false;
  const site = await serve(t, (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    const chunk = Buffer.alloc(1024 * 1024, "年");
    const pour = (): void => {
      while (!closed && response.write(chunk));
    };
    response.on("drain", pour);
    response.on("close", () => {
      closed = true;
    });
    pour();
  });
  const { get, store } = await visit(t, site);
  await assert.rejects(get("/endless"), { name: "NoAnswer", code: "too_large" });
  assert.equal(store.latest({ method: "GET", url: `${site.origin}/endless` }), null);
  assert.equal(site.asked.length, 1);
});
