import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openRawStore, verifyRawStore, type Wanted } from "../../../crawlers/raw/index.ts";
import { readRecords, warcFiles } from "../../../crawlers/raw/warc-file.ts";
import type { Record } from "../../../crawlers/raw/warc-record.ts";
import { answer, newArchive, newStore, night } from "./archives.ts";

async function records(archive: string): Promise<Record[]> {
  const found: Record[] = [];
  const raw = join(archive, "raw");
  for (const file of warcFiles(raw)) for await (const { record } of readRecords(raw, file, 0)) found.push(record);
  return found;
}

test("A response is kept byte for byte as received: every header in its order and spelling, the body still encoded", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const body = gzipSync("<p>年度报告</p>");
  const { run } = store.beginRun("shiqiao", night(1));
  await store.append(
    run,
    answer("http://a.gov.cn/x", body, {
      headers: [
        ["cONTENT-type", "text/html"],
        ["Content-Encoding", "gzip"],
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
        // Raw UTF-8 bytes, as many servers send file names; Latin-1 keeps each byte.
        ["Content-Disposition", `attachment; filename="${Buffer.from("报告.doc").toString("latin1")}"`],
      ],
    }),
  );
  const [info, response, request] = await records(archive);
  assert.equal(info?.type, "warcinfo");
  assert.equal(request?.type, "request");
  assert.equal(Buffer.from(request.block).toString(), "GET /x HTTP/1.1\r\nHost: a.gov.cn\r\n\r\n");
  const head = [
    "HTTP/1.1 200 OK",
    "cONTENT-type: text/html",
    "Content-Encoding: gzip",
    "Set-Cookie: a=1",
    "Set-Cookie: b=2",
    'Content-Disposition: attachment; filename="报告.doc"',
    "",
    "",
  ].join("\r\n");
  assert.deepEqual(Buffer.from(response?.block ?? []), Buffer.concat([Buffer.from(head), body]));
});

test("The body comes back decoded, and only the body's own encoding is undone: a transfer-encoding that is gone leaves no false header", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  const headers: [string, string][] = [
    ["Transfer-Encoding", "chunked"],
    ["Content-Encoding", "gzip"],
  ];
  const stored = await store.append(run, answer("http://a.gov.cn/x", gzipSync("年报"), { headers }));
  assert.equal(
    stored.headers.some(([name]) => name === "Transfer-Encoding"),
    false,
  );
  await store.close();
  const reader = await openRawStore(archive, "read");
  t.after(() => reader.close());
  const again = reader.latest({ method: "GET", url: "http://a.gov.cn/x" });
  assert.ok(again);
  assert.equal(Buffer.from(await reader.body(again)).toString(), "年报");
  assert.equal(
    Buffer.from((await records(archive))[1]?.block ?? [])
      .toString("latin1")
      .includes("X-Archive-Orig-Transfer-Encoding: chunked"),
    true,
  );
});

test("A 304 becomes a revisit of what it confirms; its body is that one's, its headers are brought up to date", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const first = store.beginRun("shiqiao", night(1)).run;
  const url = "http://a.gov.cn/x";
  await store.append(
    first,
    answer(url, "甲", {
      headers: [
        ["ETag", '"1"'],
        ["Content-Type", "text/plain"],
      ],
    }),
  );
  const second = store.beginRun("shiqiao", night(3)).run;
  const confirmed = await store.append(second, answer(url, "", { status: 304, headers: [["ETag", '"2"']] }));
  assert.equal(confirmed.unchanged, true);
  assert.equal(confirmed.verdict, "document");
  assert.equal(Buffer.from(await store.body(confirmed)).toString(), "甲");
  assert.deepEqual(confirmed.headers, [
    ["Content-Type", "text/plain"],
    ["ETag", '"2"'],
  ]);
  const revisit = (await records(archive)).find(({ type }) => type === "revisit");
  assert.equal(revisit?.fields["WARC-Profile"], "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
  assert.equal(revisit?.fields["WARC-Refers-To-Target-URI"], url);
});

test("The same bytes are stored once, wherever they come from; other bytes at the same address are a change", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const { run } = store.beginRun("shiqiao", night(1));
  await store.append(run, answer("http://a.gov.cn/x", "甲"));
  const twin = await store.append(run, answer("http://www.a.gov.cn/x", "甲"));
  const again = await store.append(run, answer("http://a.gov.cn/x", "甲"));
  const changed = await store.append(run, answer("http://a.gov.cn/x", "乙"));
  const error = await store.append(run, answer("http://a.gov.cn/y", "甲", { status: 404 }));
  assert.deepEqual([twin.unchanged, again.unchanged, changed.unchanged], [false, true, false]);
  assert.equal(Buffer.from(await store.body(twin)).toString(), "甲");
  assert.equal(error.verdict, "other");
  assert.deepEqual(
    (await records(archive)).map(({ type }) => type).filter((type) => type !== "request"),
    ["warcinfo", "response", "revisit", "revisit", "response", "response"],
  );
});

test("A new file is begun when one is large enough, and what is in the older ones stays readable", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write", { rotateAt: 2000 });
  const { run } = store.beginRun("shiqiao", night(1));
  const urls = Array.from({ length: 12 }, (_, i) => `http://a.gov.cn/${i}`);
  for (const url of urls) await store.append(run, answer(url, `正文 ${url}`));
  const files = readdirSync(join(archive, "raw")).filter((name) => name.endsWith(".warc.gz"));
  assert.ok(files.length > 2);
  for (const name of files) assert.match(name, /^gongkai-\d{8}T\d{9}Z-\d{5}-[0-9a-f]{8}\.warc\.gz$/);
  for (const url of urls) {
    const stored = store.latest({ method: "GET", url });
    assert.ok(stored);
    assert.equal(Buffer.from(await store.body(stored)).toString(), `正文 ${url}`);
  }
  await store.close();
  assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
});

test("Any response is found by its address, its body's digest, its time, or these together, oldest first", async (t) => {
  const store = await newStore(t);
  const { run } = store.beginRun("shiqiao", night(1));
  const url = "http://a.gov.cn/1";
  const copy = "http://b.gov.cn/1";
  const [first] = [
    await store.append(run, answer(url, "一样的正文", { at: night(1) })),
    await store.append(run, answer(url, "另一个正文", { at: night(3) })),
    await store.append(run, answer(copy, "一样的正文", { at: night(2) })),
    await store.append(run, answer(url, "找不到", { at: night(4), status: 404 })),
  ];
  const found = (wanted: Wanted) => [...store.find(wanted)].map((response) => [response.url, response.retrieved]);
  const at = (n: number): string => night(n).toISOString();
  const sha256 = first.sha256 ?? "";
  assert.deepEqual(
    found({ url: `${url}#top` }),
    [1, 3, 4].map((n) => [url, at(n)]),
  );
  assert.deepEqual(found({ sha256 }), [
    [url, at(1)],
    [copy, at(2)],
  ]);
  assert.deepEqual(found({ from: night(2), to: night(4) }), [
    [copy, at(2)],
    [url, at(3)],
  ]);
  assert.deepEqual(found({ sha256, from: night(2) }), [[copy, at(2)]]);
  assert.deepEqual(found({ url: "http://a.gov.cn/2" }), []);
  assert.equal(found({}).length, 4);
});

test("What a form was posted with is part of the request: two pages of one list are two answers", async (t) => {
  const store = await newStore(t);
  const { run } = store.beginRun("shiqiao", night(1));
  const url = "http://a.gov.cn/list.do";
  for (const page of ["1", "2"])
    await store.append(run, { ...answer(url, `第${page}页`), request: { method: "POST", url, body: `page=${page}` } });
  for (const page of ["1", "2"]) {
    const stored = store.answered(run, { method: "POST", url, body: `page=${page}` });
    assert.ok(stored);
    assert.equal(Buffer.from(await store.body(stored)).toString(), `第${page}页`);
  }
  assert.equal(store.answered(run, { method: "POST", url, body: "page=3" }), null);
  assert.equal(store.answered(run, { method: "GET", url }), null);
});

test("A rendered page is kept beside the response it came from, and the same DOM once", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const url = "http://a.gov.cn/spa";
  for (const n of [1, 3]) {
    const { run } = store.beginRun("shiqiao", night(n));
    const page = await store.append(run, answer(url, "<div id=app>"));
    const rendered = await store.appendRendered(run, page, {
      url: page.url,
      html: "<div id=app>年报</div>",
      loaded: [],
    });
    assert.equal(Buffer.from(await store.body(rendered)).toString(), "<div id=app>年报</div>");
    store.sighted(run, url, { rendered: true });
    await store.finishRun(run, {
      name: "",
      division: null,
      platform: null,
      health: "ok",
      reason: null,
      finished: night(n),
    });
  }
  const [conversion] = (await records(archive)).filter(({ type }) => type === "conversion");
  assert.equal((await records(archive)).filter(({ type }) => type === "conversion").length, 1);
  assert.ok(conversion?.fields["WARC-Refers-To"]);
  const documents = [...store.documents()];
  assert.equal(documents.length, 1);
  assert.equal(documents[0] && Buffer.from(await store.body(documents[0])).toString(), "<div id=app>年报</div>");
});
