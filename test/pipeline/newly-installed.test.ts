import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { answer, newArchive, night, outcome } from "../crawlers/raw/archives.ts";
import { cell, handmadeDoc, p, rowEnd } from "../extractors/handmade-doc.ts";
import { zip } from "../extractors/zip.ts";

const MIMETYPE = "application/vnd.oasis.opendocument.text";

/** As if LibreOffice were, or were not, on this machine: any program will do, since the document is broken anyway. */
function withOffice(t: TestContext, path: string): void {
  const before = process.env.GONGKAI_LIBREOFFICE;
  process.env.GONGKAI_LIBREOFFICE = path;
  t.after(() => {
    if (before === undefined) delete process.env.GONGKAI_LIBREOFFICE;
    else process.env.GONGKAI_LIBREOFFICE = before;
  });
}

/** An archive of which the raw store holds one document. */
async function archiveOf(t: TestContext, url: string, bytes: Uint8Array, mediaType: string): Promise<string> {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  await store.append(run, answer(url, bytes, { headers: [["Content-Type", mediaType]] }));
  store.sighted(run, url, { linkText: "2022年政府信息公开工作年度报告" });
  await store.finishRun(run, outcome(night(1)));
  await store.close();
  return archive;
}

test("what could not be read for want of a program is read again once that is installed, and not every night until then", async (t) => {
  const odt = zip([
    { name: "mimetype", data: Buffer.from(MIMETYPE) },
    { name: "content.xml", data: Buffer.from("<x/>") },
  ]);
  const archive = await archiveOf(t, "http://shiqiao.gov.cn/nb/2022.odt", odt, MIMETYPE);
  withOffice(t, "/nowhere");
  const first = await ingest({ archive });
  assert.deepEqual([first.read, first.failures.map(({ code }) => code)], [1, ["unreadable.unsupported"]]);
  assert.match(first.failures[0]?.message ?? "", /LibreOffice.*GONGKAI_LIBREOFFICE/);
  assert.equal((await ingest({ archive })).read, 0);

  withOffice(t, process.execPath);
  assert.equal((await ingest({ archive })).read, 1);
  assert.equal((await ingest({ archive })).read, 0);
});

test("so is what was read with doubt about its spans for want of LibreOffice, and the archive says that it lacked", async (t) => {
  const PROSE =
    "根据《中华人民共和国政府信息公开条例》编制本报告。本年度我县主动公开政府信息2231条，受理依申请公开128件。";
  const title = "石桥县人民政府2022年政府信息公开工作年度报告";
  const doc = handmadeDoc([p(title), p(PROSE), p("一、总体情况"), p(PROSE), cell("规章"), cell("12"), rowEnd([])]);
  const archive = await archiveOf(t, "http://shiqiao.gov.cn/nb/2022.doc", doc, "application/msword");
  const noted = async (): Promise<unknown[]> => {
    const [document] = await readRows(archive, "documents");
    return [document?.status, /without LibreOffice/.test(document?.parser_version ?? "")];
  };

  withOffice(t, "/nowhere");
  assert.equal((await ingest({ archive })).read, 1);
  assert.deepEqual(await noted(), ["current", true]);
  assert.equal((await ingest({ archive })).read, 0);

  withOffice(t, process.execPath);
  assert.equal((await ingest({ archive })).read, 1);
  assert.deepEqual(await noted(), ["current", false]);
  assert.equal((await ingest({ archive })).read, 0);
});
