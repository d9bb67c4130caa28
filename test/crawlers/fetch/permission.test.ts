import assert from "node:assert/strict";
import { test } from "node:test";
import { Hosts, isPrivate } from "../../../crawlers/fetch/hosts.ts";
import { FetchRefused } from "../../../crawlers/fetch/index.ts";
import { redirect, send, serve, visit } from "./visits.ts";

const refused = (code: string) => (error: unknown) => error instanceof FetchRefused && error.code === code;

test("Only the source's own hosts are asked: home, columns, and what its globs allow, with or without the port", () => {
  const hosts = new Hosts({
    home: "https://www.a.gov.cn/",
    columns: ["http://zwgk.a.gov.cn:8080/nb/"],
    allow: ["*.b.gov.cn", "c.gov.cn:81"],
  });
  const allowed = (url: string): boolean => {
    try {
      hosts.check(new URL(url));
      return true;
    } catch (error) {
      assert.ok(refused("outside_allow_list")(error) || refused("scheme")(error));
      return false;
    }
  };
  for (const url of [
    "http://www.a.gov.cn/x",
    "http://zwgk.a.gov.cn:8080/",
    "http://x.b.gov.cn:99/",
    "https://y.x.b.gov.cn/",
    "http://c.gov.cn:81/",
  ])
    assert.ok(allowed(url), url);
  for (const url of [
    "http://a.gov.cn/",
    "http://zwgk.a.gov.cn/",
    "http://b.gov.cn/",
    "http://xb.gov.cn/",
    "http://c.gov.cn/",
    "http://www.a.gov.cn.evil.com/",
    "ftp://www.a.gov.cn/",
  ])
    assert.ok(!allowed(url), url);
});

test("Private, loopback and link-local addresses are known in every spelling", () => {
  for (const host of [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
  ])
    assert.ok(isPrivate(host), host);
  for (const host of ["8.8.8.8", "61.150.65.235", "2400:3200::1", "www.a.gov.cn"]) assert.ok(!isPrivate(host), host);
});

test("A glob that allows the whole world allows no private address", () => {
  const hosts = new Hosts({ home: "https://www.a.gov.cn/", columns: [], allow: ["*"] });
  hosts.check(new URL("http://anything.example/"));
  for (const url of [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/",
  ])
    assert.throws(() => hosts.check(new URL(url)), refused("private_address"), url);
  const named = new Hosts({ home: "https://www.a.gov.cn/", columns: [], allow: ["10.1.*", "192.168.0.7:8080"] });
  named.check(new URL("http://10.1.2.3:99/"));
  named.check(new URL("http://192.168.0.7:8080/"));
});

test("A redirect to a private address or to a foreign host is not followed", async (t) => {
  const inner = await serve(t, (_request, response) => send(response, "secret"));
  const site = await serve(t, ({ url }, response) =>
    redirect(response, url === "/inner" ? `${inner.origin}/` : "http://169.254.169.254/latest"),
  );
  const foreign = await visit(t, site);
  await assert.rejects(foreign.get("/inner"), refused("outside_allow_list"));
  const open = await visit(t, site, { allow: ["*"] });
  await assert.rejects(open.get("/inner"), refused("private_address"));
  await assert.rejects(open.get("/metadata"), refused("private_address"));
  assert.deepEqual(inner.asked, []);
  assert.equal(inner.robotsAsked, 0);
});

test("A name that resolves to a private address is refused when the connection is made", async (t) => {
  const site = await serve(t, (_request, response) => send(response, "secret"));
  const { port } = new URL(site.origin);
  const url = `http://localhost:${port}/`;
  const { session } = await visit(t, site, { home: "http://www.a.gov.cn/", allow: ["local*"] });
  await assert.rejects(session.fetch({ url }), refused("private_address"));
  assert.deepEqual(site.asked, []);
  const named = await visit(t, site, { home: url });
  await named.session.fetch({ url });
  assert.deepEqual(site.asked, ["GET /"]);
});

test("What is no web address is refused, not tried", async (t) => {
  const site = await serve(t, (_request, response) => send(response, "x"));
  const { session } = await visit(t, site);
  for (const url of ["javascript:void(0)", "file:///etc/passwd", "mailto:a@b", "not a url", "http://"])
    await assert.rejects(session.fetch({ url }), refused("scheme"), url);
});

test("robots.txt is obeyed, read once a run, and its rules for us go before those for all", async (t) => {
  const rules = "User-agent: *\nDisallow: /\n\nUser-agent: Gongkai\nDisallow: /private/\n";
  const site = await serve(
    t,
    (_request, response) => send(response, "<p>ok</p>"),
    (_request, response) => send(response, rules, { "Content-Type": "text/plain" }),
  );
  const { get } = await visit(t, site);
  await get("/a");
  await assert.rejects(get("/private/b"), { name: "RobotsDisallowed", code: "robots" });
  await get("/c");
  assert.deepEqual(site.asked, ["GET /a", "GET /c"]);
  assert.equal(site.robotsAsked, 1);
});

test("A redirect into what robots.txt forbids stops there", async (t) => {
  const site = await serve(
    t,
    (_request, response) => redirect(response, "/private/"),
    (_request, response) => send(response, "User-agent: *\nDisallow: /private/", { "Content-Type": "text/plain" }),
  );
  const { get } = await visit(t, site);
  await assert.rejects(get("/a"), { name: "RobotsDisallowed" });
  assert.deepEqual(site.asked, ["GET /a"]);
});

test("No robots.txt, or a page in its place, forbids nothing", async (t) => {
  for (const [status, body] of [
    [404, "no"],
    [403, "no"],
    [200, "<!DOCTYPE html><p>首页 Disallow: /</p>"],
    [200, ""],
  ] as const) {
    const site = await serve(
      t,
      (_request, response) => send(response, "<p>ok</p>"),
      (_request, response) => send(response, body, { status }),
    );
    await (await visit(t, site)).get("/a");
    assert.deepEqual(site.asked, ["GET /a"]);
  }
});

test("A robots.txt that the server fails to give means: not tonight", async (t) => {
  let robots = 0;
  const site = await serve(
    t,
    (_request, response) => send(response, "<p>ok</p>"),
    (_request, response) => {
      robots++;
      send(response, "busy", { status: 500 });
    },
  );
  const { get } = await visit(t, site);
  await assert.rejects(get("/a"), { name: "FetchFailed", code: "robots_unavailable" });
  await assert.rejects(get("/b"), { code: "robots_unavailable" });
  assert.deepEqual(site.asked, []);
  assert.equal(robots, 1);
});

test("A robots.txt behind the first step of a challenge is a site that turns us away", async (t) => {
  const site = await serve(
    t,
    (_request, response) => send(response, "<p>ok</p>"),
    (_request, response) => send(response, "<script>document.cookie='__jsl_clearance_s=1'</script>", { status: 521 }),
  );
  const { get } = await visit(t, site);
  await assert.rejects(get("/a"), { name: "FetchBlocked", code: "blocked" });
  assert.deepEqual(site.asked, []);
});
