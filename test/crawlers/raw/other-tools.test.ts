import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { WARCParser } from "warcio";
import { openRawStore } from "../../../crawlers/raw/index.ts";
import { answer, newArchive, night } from "./archives.ts";

const URL_A = "http://a.gov.cn/1.html";
const WARCIO = fileURLToPath(new URL("../../../node_modules/warcio/dist/cli.js", import.meta.url));

async function warcFile(t: TestContext): Promise<string> {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  const headers: [string, string][] = [
    ["Content-Type", "text/html"],
    ["Content-Encoding", "gzip"],
    ["Transfer-Encoding", "chunked"],
  ];
  await store.append(run, answer(URL_A, gzipSync("<p>年度报告</p>"), { headers }));
  await store.append(run, answer(URL_A, "", { status: 304, headers: [] }));
  await store.append(run, answer("http://a.gov.cn/missing", "没有", { status: 404 }));
  await store.close();
  const [name] = readdirSync(join(archive, "raw")).filter((file) => file.endsWith(".gz"));
  return join(archive, "raw", name ?? "");
}

test("warcio reads our files: each record, its HTTP head, and the decoded body", async (t) => {
  const seen: string[] = [];
  for await (const record of new WARCParser(createReadStream(await warcFile(t)))) {
    const status = record.httpHeaders?.statusCode ?? "";
    seen.push(`${record.warcType} ${record.warcType === "request" ? "" : status}`.trim());
    if (record.warcType === "response" && record.warcTargetURI === URL_A)
      assert.equal(await record.contentText(), "<p>年度报告</p>");
  }
  assert.deepEqual(seen, ["warcinfo", "response 200", "request", "revisit 304", "request", "response 404", "request"]);
});

test("warcio's command indexes our files as CDX", async (t) => {
  const lines = execFileSync(process.execPath, [WARCIO, "cdx-index", await warcFile(t)], { encoding: "utf8" })
    .trim()
    .split("\n");
  const statuses = lines.map((line): unknown => JSON.parse(line.slice(line.indexOf("{"))).status);
  assert.deepEqual(statuses, ["200", "304", "404"]);
});

test("Python's gzip module, which knows nothing of WARC, unpacks them whole", async (t) => {
  const file = await warcFile(t);
  let count: string;
  try {
    count = execFileSync(
      "python3",
      ["-c", "import gzip,sys; print(gzip.open(sys.argv[1]).read().count(b'WARC/1.1\\r\\n'))", file],
      {
        encoding: "utf8",
      },
    );
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return t.skip("no python3 here");
    throw error;
  }
  assert.equal(count.trim(), "7");
});
