import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { UnreadableError } from "../../data/records/index.ts";
import { createExtractionPool, extract } from "../../extractors/index.ts";
import { docx } from "../carriers/docx.ts";
import { htmlPage } from "../carriers/html.ts";
import { handmadePdf, ruledTable } from "./handmade-pdf.ts";
import { numberedReport } from "./report.ts";

const TITLE = "某区2021年政府信息公开工作年度报告";
const blocks = numberedReport("2021", 1);

test("a pool gives what reading in place gives, places and all, for many documents at once", async (t) => {
  const pool = createExtractionPool({ workers: 2, timeoutMs: 60_000, memoryMb: 512 });
  t.after(() => pool.close());
  const documents = [
    Buffer.from(htmlPage(TITLE, blocks)),
    await docx(TITLE, blocks),
    handmadePdf([
      {
        content: ruledTable(
          [
            ["A", "10"],
            ["B", "20"],
          ],
          60,
          100,
          80,
          20,
        ),
      },
    ]),
  ];
  const read = await Promise.all([...documents, ...documents].map((bytes) => pool.extract(bytes, {})));
  for (const [i, bytes] of documents.entries()) {
    const want = await extract(bytes, {});
    for (const got of [read[i], read[i + documents.length]]) {
      assert.ok(got);
      assert.deepEqual(
        [got.text.lines, got.meta, got.mediaType, got.warnings],
        [want.text.lines, want.meta, want.mediaType, want.warnings],
      );
      want.text.lines.forEach((line, l) => {
        for (let cell = 0; cell <= line.split("\t").length; cell++)
          assert.equal(got.text.place(l, cell), want.text.place(l, cell));
      });
    }
  }
});

test("an unreadable document is refused with its reason, and the pool goes on", async (t) => {
  const pool = createExtractionPool({ workers: 1, timeoutMs: 60_000, memoryMb: 512 });
  t.after(() => pool.close());
  await assert.rejects(pool.extract(new Uint8Array(), { fileName: "空.pdf" }), (error) => {
    assert.ok(error instanceof UnreadableError);
    assert.deepEqual([error.code, error.message.startsWith("空.pdf: ")], ["empty", true]);
    return true;
  });
  assert.deepEqual((await pool.extract(Buffer.from("规章\t0"), {})).text.lines, ["规章\t0"]);
});

/** A PDF of a million pages in a few megabytes: it fits into memory, but takes hours. */
const endless = handmadePdf([{ content: ruledTable([["A", "1"]], 60, 100, 80, 20), copies: 1_000_000 }]);

test("a document that takes too long is given up alone, with its name, and the others are read", async (t) => {
  const pool = createExtractionPool({ workers: 2, timeoutMs: 5_000, memoryMb: 2_000 });
  t.after(() => pool.close());
  const hung = assert.rejects(pool.extract(endless, { fileName: "慢.pdf" }), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.deepEqual([error.code, error.message.startsWith("慢.pdf: ")], ["timeout", true]);
    return true;
  });
  const others = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.extract(Buffer.from(`规章\t${i}`), {})));
  assert.deepEqual(
    others.map((o) => o.text.lines[0]),
    Array.from({ length: 20 }, (_, i) => `规章\t${i}`),
  );
  await hung;
  assert.deepEqual((await pool.extract(Buffer.from("规章\t0"), {})).text.lines, ["规章\t0"]);
});

test("a document that takes too much memory is given up alone, with its name", async (t) => {
  const pool = createExtractionPool({ workers: 1, timeoutMs: 60_000, memoryMb: 64 });
  t.after(() => pool.close());
  const huge = Buffer.from(`<table>${"<tr><td>1</td><td>2</td></tr>".repeat(400_000)}</table>`);
  await assert.rejects(pool.extract(huge, { fileName: "大.html" }), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.deepEqual([error.code, error.message.startsWith("大.html: ")], ["too_large", true]);
    return true;
  });
  assert.deepEqual((await pool.extract(Buffer.from("规章\t0"), {})).text.lines, ["规章\t0"]);
});

const CHILDREN = `/proc/${process.pid}/task/${process.pid}/children`;

for (const isBefore of [true, false])
  test(`a worker that ends ${isBefore ? "before" : "after"} it takes a document does not take it along`, {
    skip: !existsSync(CHILDREN) && "this system does not list a process's children",
  }, async (t) => {
    const pool = createExtractionPool({ workers: 1, timeoutMs: 60_000, memoryMb: 512 });
    t.after(() => pool.close());
    const before = readFileSync(CHILDREN, "utf8").trim().split(" ");
    await pool.extract(Buffer.from("规章\t0"), {});
    const after = readFileSync(CHILDREN, "utf8").trim().split(" ");
    const [worker] = after.filter((pid) => !before.includes(pid));
    const kill = (): boolean => process.kill(Number(worker), "SIGKILL");
    const read = () => pool.extract(Buffer.from(`规章\t${"1".repeat(2_000_000)}`), {});
    if (isBefore) kill();
    const next = read();
    if (!isBefore) kill();
    assert.match((await next).text.lines[0] ?? "", /^规章\t1+$/);
  });
