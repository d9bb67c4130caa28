import assert from "node:assert/strict";
import { getDiffieHellman } from "node:crypto";
import type { RequestListener } from "node:http";
import { createServer as createHttp } from "node:http";
import { createServer, type Server as Secure, type ServerOptions } from "node:https";
import { connect, createServer as createNet, type Server } from "node:net";
import { before, describe, it, type TestContext } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { type Certified, certified, der, integer, pem } from "./certificates.ts";
import { oldTlsServer } from "./old-tls-server.ts";
import { send, type Visit, visit } from "./visits.ts";

const HERE = "127.0.0.1";
const root = certified({ name: "Authority", authority: true });
const middle = certified({ name: "Authority below", authority: true, issuer: root });
const good = certified({ name: HERE, issuer: root });

before(() => setDefaultCACertificates([...getCACertificates("default"), root.cert]));

const page: RequestListener = ({ url }, response) =>
  send(response, url === "/robots.txt" ? "none" : "<p>政府信息公开年报</p>", {
    status: url === "/robots.txt" ? 404 : 200,
  });

/** Serves on loopback; gives where. */
async function listen(t: TestContext, server: Server): Promise<string> {
  server.listen(0, HERE);
  await new Promise((ready) => server.once("listening", ready));
  t.after(() => server.close());
  const address = server.address();
  return `https://${HERE}:${typeof address === "object" ? address?.port : ""}`;
}

const visitTo = (t: TestContext, origin: string): Promise<Visit> => visit(t, { origin, asked: [], robotsAsked: 0 });

/** A visit to a server of the options' kind; what a modern server would not do is allowed to it. */
async function toServer(t: TestContext, { key, cert }: Pick<Certified, "key" | "cert">, options: ServerOptions = {}) {
  return visitTo(t, await listen(t, createServer({ ciphers: "ALL:@SECLEVEL=0", key, cert, ...options }, page)));
}

const only = (ciphers: string): ServerOptions => ({ ciphers: `${ciphers}:@SECLEVEL=0`, maxVersion: "TLSv1.2" });

const weakGroup = (name: string): string => {
  const group = getDiffieHellman(name);
  return pem("DH PARAMETERS", der(integer(group.getPrime()), integer(group.getGenerator())));
};

const LEGACY: Record<string, [Pick<Certified, "key" | "cert">, ServerOptions]> = {
  "TLS 1.0": [good, { minVersion: "TLSv1", maxVersion: "TLSv1" }],
  "TLS 1.1": [good, { minVersion: "TLSv1.1", maxVersion: "TLSv1.1" }],
  "keys exchanged by RSA alone": [good, only("AES128-SHA")],
  "a Diffie-Hellman group of 1024 bits": [good, { ...only("DHE-RSA-AES128-SHA"), dhparam: weakGroup("modp2") }],
  "a curve that nobody uses any more": [good, { ...only("ECDHE-RSA-AES128-SHA"), ecdhCurve: "prime192v1" }],
  "a cipher that nobody offers any more": [good, only("CAMELLIA128-SHA")],
  "a key of 1024 bits, signed with SHA-1": [certified({ name: HERE, issuer: root, bits: 1024, digest: "sha1" }), {}],
};

describe("a server that only knows TLS as it was", () => {
  for (const [kind, [certificate, options]] of Object.entries(LEGACY))
    it(`is read: ${kind}`, async (t) => {
      const { get } = await toServer(t, certificate, options);
      assert.match(Buffer.from((await get("/nb/")).body).toString(), /年报/);
    });

  it("is read: no secure renegotiation", async (t) => {
    const { get } = await visitTo(t, await listen(t, oldTlsServer(good, "<p>年报</p>")));
    assert.equal((await get("/nb/")).status, 200);
  });

  it("is read: it hangs up on who offers TLS 1.3", async (t) => {
    const { get } = await visitTo(t, await listen(t, oldTlsServer(good, "<p>年报</p>", true)));
    assert.equal((await get("/nb/")).status, 200);
  });
});

const EXPIRED = certified({ name: HERE, issuer: root, until: "2025-01-01" });
const FAULTS: Record<string, [Pick<Certified, "key" | "cert">, RegExp]> = {
  "has expired": [EXPIRED, /CERT_HAS_EXPIRED/],
  "is another host's": [certified({ name: "www.linjiang.gov.cn", issuer: root }), /ERR_TLS_CERT_ALTNAME_INVALID/],
  "is signed by itself": [certified({ name: HERE }), /SELF_SIGNED/],
  "comes without the one between it and its authority": [certified({ name: HERE, issuer: middle }), /UNABLE_TO_VERIFY/],
};

describe("a certificate that cannot be trusted", () => {
  for (const [fault, [certificate, code]] of Object.entries(FAULTS))
    it(`is said to be the reason why the site is not read: it ${fault}`, async (t) => {
      const { get } = await toServer(t, certificate);
      await assert.rejects(get("/nb/"), (error) => {
        assert.ok(error instanceof Error && "code" in error);
        assert.equal(error.code, "tls");
        assert.match(error.message, code);
        return true;
      });
    });
});

/** One port that gives who begins with TLS to one server and everybody else to another, as a host's two ports do; null hangs up. */
async function both(t: TestContext, secure: () => Server | null, open: Server): Promise<string> {
  const ports = new Map<Server, number>();
  const portOf = async (server: Server): Promise<number> => {
    const port = ports.get(server) ?? Number(new URL(await listen(t, server)).port);
    ports.set(server, port);
    return port;
  };
  const relay = createNet((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", async (first) => {
      socket.pause();
      const to = Buffer.from(first)[0] === 22 ? secure() : open;
      if (to === null) return socket.destroy();
      const onward = connect(await portOf(to), HERE);
      onward.on("error", () => socket.destroy());
      onward.write(first);
      socket.pipe(onward).pipe(socket);
    });
  });
  return listen(t, relay);
}

const secured = ({ key, cert }: Pick<Certified, "key" | "cert">, listener = page): Secure =>
  createServer({ key, cert }, listener);

describe("a host that gives nothing over https", () => {
  const silent: [string, Server | null][] = [
    ["has no https at all", null],
    ["has a certificate that has expired", secured(EXPIRED)],
  ];
  for (const [how, secure] of silent)
    it(`is asked over http, which is said: it ${how}`, async (t) => {
      const origin = await both(t, () => secure, createHttp(page));
      const { get, session } = await visitTo(t, origin);
      const { url, body } = await get("/nb/");
      assert.equal(url, `${origin.replace("https", "http")}/nb/`);
      assert.match(Buffer.from(body).toString(), /年报/);
      assert.deepEqual([...session.overHttp.keys()], [new URL(origin).host]);
    });

  it("is not asked over http where it has answered over https before: it is out of order, and that is said", async (t) => {
    const sound = secured(good);
    let secure = sound;
    const asked: string[] = [];
    const open = createHttp(({ url }, response) => {
      asked.push(url ?? "");
      send(response, "<p>someone else's</p>");
    });
    const { get, next } = await visitTo(t, await both(t, () => secure, open));
    const { requestedUrl } = await get("/nb/");
    secure = secured(EXPIRED);
    sound.closeAllConnections();
    const tonight = next();
    await assert.rejects(tonight.fetch({ url: requestedUrl }), { code: "tls" });
    assert.deepEqual([asked, [...tonight.overHttp]], [[], []]);
  });

  it("is not asked over http where http only leads back to https", async (t) => {
    const back: RequestListener = ({ url, headers }, response) =>
      send(response, "", { status: 301, Location: `https://${headers.host}${url}` });
    const { get, session } = await visitTo(t, await both(t, () => null, createHttp(back)));
    await assert.rejects(get("/nb/"), { name: "NoAnswer" });
    assert.equal(session.overHttp.size, 0);
  });
});

describe("a host that sends its visitors from http to https", () => {
  it("is followed there", async (t) => {
    const back: RequestListener = ({ url, headers }, response) =>
      send(response, "", { status: 301, Location: `https://${headers.host}${url}` });
    const there = secured(good);
    const origin = await both(t, () => there, createHttp(back));
    const { session } = await visitTo(t, origin);
    const { url } = await session.fetch({ url: `${origin.replace("https", "http")}/nb/` });
    assert.equal(url, `${origin}/nb/`);
  });

  it("and back again is said to go in a circle", async (t) => {
    const to =
      (scheme: string): RequestListener =>
      ({ url, headers }, response) =>
        send(response, "", { status: 301, Location: `${scheme}://${headers.host}${url}` });
    const there = secured(good, to("http"));
    const origin = await both(t, () => there, createHttp(to("https")));
    const { get } = await visitTo(t, origin);
    await assert.rejects(get("/nb/"), { code: "too_many_redirects" });
  });
});
