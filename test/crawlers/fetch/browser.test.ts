import assert from "node:assert/strict";
import { test } from "node:test";
import { findBrowser } from "../../../crawlers/fetch/index.ts";
import { EnvironmentError } from "../../../data/records/index.ts";
import { send, serve, type Visit, visit } from "./visits.ts";

const skip = findBrowser() === null ? "no browser here: install Chromium or set GONGKAI_CHROMIUM" : false;

const LISTING = `<html><head><link rel="stylesheet" href="/style.css"><title>信息公开年报</title></head><body>
<ul id="list"></ul><img src="/banner.png"><script src="/list.js"></script></body></html>`;
const SCRIPT = `
  const load = (path, options) => fetch(path, options).then((r) => r.ok ? r.json() : Promise.reject(r.status));
  const show = (text) => { list.innerHTML += "<li>" + text + "</li>"; };
  load("/api/list", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"page":1}' })
    .then(({ rows }) => rows.forEach((row) => show("<a href='" + row.url + "'>" + row.title + "</a>")))
    .then(() => load("/private/list")).catch(() => show("被禁止"))
    .then(() => load("http://127.0.0.1:1/other")).catch(() => show("外站"));`;

const site = (t: Parameters<typeof serve>[0]) =>
  serve(
    t,
    ({ url }, response) => {
      if (url === "/nb/") return send(response, LISTING);
      if (url === "/list.js") return send(response, SCRIPT, { "Content-Type": "text/javascript" });
      if (url === "/api/list") return send(response, '{"rows":[{"url":"/nb/2023.html","title":"2023年年度报告"}]}');
      send(response, "no", { status: 404 });
    },
    (_request, response) => send(response, "User-agent: *\nDisallow: /private/", { "Content-Type": "text/plain" }),
  );

test("A page made by scripts is rendered, and what it asked for goes through our own rules", { skip }, async (t) => {
  const served = await site(t);
  const { session, store, run } = await visit(t, served);
  const rendered = await session.render(`${served.origin}/nb/`);
  assert.match(rendered.html, /<a href="\/nb\/2023\.html">2023年年度报告<\/a>/);
  assert.match(rendered.html, /被禁止/);
  assert.match(rendered.html, /外站/);
  assert.deepEqual(
    rendered.loaded.map(({ url }) => url),
    [`${served.origin}/api/list`],
  );
  // No picture, no style, nothing forbidden, nothing twice.
  assert.deepEqual(served.asked.toSorted(), ["GET /list.js", "GET /nb/", "POST /api/list"]);
  const posted = store.answered(run, { method: "POST", url: `${served.origin}/api/list`, body: '{"page":1}' });
  assert.equal(posted?.verdict, "document");
  assert.equal(Buffer.from(await store.body(rendered.stored)).toString(), rendered.html);
});

test("The same tab renders page after page, and a render that is repeated asks the site for nothing", {
  skip,
}, async (t) => {
  const served = await site(t);
  const { session, resumed } = await visit(t, served);
  const first = await session.render(`${served.origin}/nb/`);
  const asked = served.asked.length;
  const second = await session.render(`${served.origin}/nb/`);
  const after = resumed();
  const third = await after.render(`${served.origin}/nb/`);
  await after.close();
  assert.equal(served.asked.length, asked);
  assert.equal(second.stored.sha256, first.stored.sha256);
  assert.equal(third.stored.warcOffset, first.stored.warcOffset);
});

test("A page that blocks us is not shown to a browser instead", { skip }, async (t) => {
  const served = await serve(t, (_request, response) =>
    send(response, "<script>$_ts=1;location.reload()</script>", { status: 412 }),
  );
  const { session } = await visit(t, served);
  await assert.rejects(session.render(`${served.origin}/`), { name: "FetchBlocked" });
  assert.equal(served.asked.length, 1);
});

test("What a browser comes to show at another address is not the page's", { skip }, async (t) => {
  const served = await serve(t, ({ url }, response) =>
    url === "/k.html"
      ? send(response, `<p>请稍候</p><script>location.href = "/sso/login?service=k"</script>`)
      : send(response, "no", { status: 404 }),
  );
  const { session, store, run } = await visit(t, served);
  await assert.rejects(session.render(`${served.origin}/k.html`), {
    code: "led_away",
    target: `${served.origin}/sso/login?service=k`,
  });
  assert.deepEqual(served.asked, ["GET /k.html"], "where it leads is not asked for");
  assert.equal(store.answered(run, { method: "RENDER", url: `${served.origin}/k.html` }), null);
});

test("A route that a script puts into the address is the page's own", { skip }, async (t) => {
  const served = await serve(t, (_request, response) =>
    send(
      response,
      `<div id="app"></div><script>history.replaceState(null, "", "/view/nb"); app.innerText = "年报";</script>`,
    ),
  );
  const { session } = await visit(t, served);
  assert.match((await session.render(`${served.origin}/`)).html, /年报<\/div>/);
});

test("A wall that a script draws is a wall", { skip }, async (t) => {
  const served = await serve(t, (_request, response) =>
    send(response, `<div id="app"></div><script>app.innerText = "请输入验证码后继续访问";</script>`),
  );
  const { session } = await visit(t, served);
  await assert.rejects(session.render(`${served.origin}/nb/1.html`), { name: "FetchBlocked" });
});

test("Without a browser we are told how to get one", async (t) => {
  const served = await serve(t, (_request, response) => send(response, LISTING));
  const chosen = process.env.GONGKAI_CHROMIUM;
  t.after(() => {
    if (chosen === undefined) delete process.env.GONGKAI_CHROMIUM;
    else process.env.GONGKAI_CHROMIUM = chosen;
  });
  process.env.GONGKAI_CHROMIUM = "/no/such/browser";
  const { session }: Visit = await visit(t, served);
  await assert.rejects(session.render(`${served.origin}/`), (error) => {
    assert.ok(error instanceof EnvironmentError);
    assert.match(error.message, /GONGKAI_CHROMIUM is \/no\/such\/browser/);
    return true;
  });
});
