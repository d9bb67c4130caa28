import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { UnreadableError } from "../../data/records/index.ts";
import { createExtractionPool, extract } from "../../extractors/index.ts";
import { convertAll } from "../../extractors/libreoffice/convert.ts";
import { LIBREOFFICE } from "../../extractors/programs.ts";
import { docx } from "../carriers/docx.ts";
import { converted, hasOffice } from "../carriers/office.ts";
import { recipeOf } from "../carriers/wild/carried.ts";
import { carrierDocument } from "../carriers/wild/document.ts";
import { wildDocx } from "../carriers/wild/ooxml.ts";
import { cell, handmadeDoc, rowEnd } from "./handmade-doc.ts";
import { numberedReport, tableLines } from "./report.ts";
import { zip } from "./zip.ts";

const TITLE = "某区2021年政府信息公开工作年度报告";
const ODT = "application/vnd.oasis.opendocument.text";
const odt = zip([{ name: "mimetype", data: Buffer.from(ODT) }]);
const word95 = handmadeDoc([cell("规章")], [], { version: 104 });
const uncertainDoc = handmadeDoc([cell("规章"), cell("12"), rowEnd([])]);
const report = await docx(TITLE, numberedReport("2021", 1));

/** A program in LibreOffice's place: `body` is what it does with each file, as a shell says it. It notes each call. */
function inItsPlace(t: TestContext, body: string): { calls(): number; folder: string; program: string } {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-test-"));
  const [program, log] = [join(folder, "soffice"), join(folder, "calls")];
  writeFileSync(join(folder, "report.docx"), report);
  writeFileSync(log, "");
  const loop = 'while [ "$1" != "--outdir" ]; do shift; done; out="$2"; shift 2';
  const files = `for file; do name=$(basename "$file"); ${body}; done`;
  writeFileSync(program, `#!/bin/sh\nfolder=${folder}\necho call >> ${log}\n${loop}\n${files}\n`);
  chmodSync(program, 0o755);
  use(program);
  t.after(() => rmSync(folder, { recursive: true }));
  return { calls: () => readFileSync(log, "utf8").split("\n").length - 1, folder, program };
}

const before = process.env[LIBREOFFICE.variable];
const use = (program: string): void => {
  process.env[LIBREOFFICE.variable] = program;
};
test.afterEach(() => {
  if (before === undefined) delete process.env[LIBREOFFICE.variable];
  else process.env[LIBREOFFICE.variable] = before;
});

const WRITES_REPORT = 'cp "$folder/report.docx" "$out/$(basename "$name" .odt | sed s/.doc$//).docx"';

test("what only LibreOffice reads is refused where it is missing, with how to get it", async () => {
  use("/is/not/here");
  for (const bytes of [odt, word95])
    await assert.rejects(extract(bytes, { fileName: "报告.x" }), (error) => {
      assert.ok(error instanceof UnreadableError, String(error));
      assert.equal(error.code, "unsupported");
      assert.match(error.message, /^报告\.x: .*LibreOffice.*apt-get install libreoffice-writer/);
      return true;
    });
});

test("what LibreOffice makes of a document is read, and is called what the document was", async (t) => {
  inItsPlace(t, WRITES_REPORT);
  const { text, mediaType } = await extract(odt, {});
  assert.deepEqual(text.lines, (await extract(report, {})).text.lines);
  assert.equal(mediaType, ODT);
});

test("a DOC whose spans are uncertain is read by LibreOffice, and by ourselves where that fails", async (t) => {
  inItsPlace(t, WRITES_REPORT);
  assert.deepEqual((await extract(uncertainDoc, {})).text.lines, (await extract(report, {})).text.lines);
  use("/is/not/here");
  const { text, warnings } = await extract(uncertainDoc, {});
  assert.deepEqual([text.lines, warnings.map((w) => w.code)], [["规章\t12"], ["doc.spans_uncertain"]]);
});

test("documents that come while LibreOffice runs go into its next call, and no worker waits for them", async (t) => {
  const { calls } = inItsPlace(t, `sleep 0.3; ${WRITES_REPORT}`);
  const pool = createExtractionPool({ workers: 1, timeoutMs: 60_000, memoryMb: 512 });
  t.after(() => pool.close());
  const conversions = Array.from({ length: 4 }, () => pool.extract(odt, {}));
  let converting = true;
  const all = Promise.all(conversions).finally(() => {
    converting = false;
  });
  assert.deepEqual((await pool.extract(Buffer.from("规章\t0"), {})).text.lines, ["规章\t0"]);
  assert.ok(converting, "the text was read only after the conversions");
  for (const { text } of await all) assert.ok(text.lines.length > 10);
  assert.ok(calls() <= 2, `${calls()} calls for 4 documents`);
});

test("a document that LibreOffice cannot read fails alone, under its name", async (t) => {
  inItsPlace(t, `if grep -q 坏 "$file"; then continue; fi; ${WRITES_REPORT}`);
  const bad = zip([
    { name: "mimetype", data: Buffer.from(ODT) },
    { name: "content.xml", data: Buffer.from("坏") },
  ]);
  const [first, second, third] = await Promise.allSettled(
    [odt, bad, odt].map((one, i) => extract(one, { fileName: `${i}.odt` })),
  );
  assert.deepEqual([first?.status, third?.status], ["fulfilled", "fulfilled"]);
  assert.ok(second?.status === "rejected" && /^1\.odt: LibreOffice cannot read it/.test(String(second.reason.message)));
});

test("a conversion that does not come to an end is killed with all it started, and leaves nothing behind", async (t) => {
  const { program, folder } = inItsPlace(t, "(sleep 0.6; echo still here > $folder/late) & sleep 600");
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  t.after(() => {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  });
  const { documents, finished } = await convertAll(program, [{ bytes: odt, extension: "odt" }], 300);
  assert.deepEqual([documents, finished], [[null], false]);
  await setTimeout(600);
  assert.deepEqual(readdirSync(folder).sort(), ["calls", "report.docx", "soffice"]);
});

const real = hasOffice() ? {} : { skip: `${LIBREOFFICE.name} is not here: ${LIBREOFFICE.remedy}` };

test("LibreOffice itself gives an ODT's tables with their merged cells", real, async () => {
  const [bytes] = await converted([report], "docx", "odt");
  assert.ok(bytes);
  const { text } = await extract(bytes, {});
  assert.deepEqual(tableLines(text.lines), tableLines((await extract(report, {})).text.lines));
});

test("what LibreOffice writes as DOC and as RTF says what the DOCX said, in whichever style", real, async () => {
  const spoilt = ["content controls around cells", "a content control"];
  // Even seeds make whole documents: LibreOffice fills up rows that end early.
  const sources = [2, 4, 6, 8, 10, 14].map((seed) => wildDocx(carrierDocument(recipeOf(seed, "wild")), spoilt));
  const lines = async (bytes: Uint8Array): Promise<string[]> =>
    (await extract(bytes, {})).text.lines.filter((line) => line !== "" && line !== UNREFERENCED);
  const bytes = sources.map((source) => source.bytes);
  for (const format of ["doc:MS Word 97", "rtf:Rich Text Format"]) {
    const written = await converted(bytes, "docx", format);
    for (const [i, { bytes: original, style }] of sources.entries())
      assert.deepEqual(await lines(written[i] ?? new Uint8Array()), await lines(original), `${format}: ${style}`);
  }
});

/** A note that nothing refers to, LibreOffice leaves out. */
const UNREFERENCED = "含上年结转的申请。";
