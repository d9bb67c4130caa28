import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { answer, newArchive, night, outcome } from "../crawlers/raw/archives.ts";
import { zip } from "../extractors/zip.ts";

const URL_OF_IT = "http://shiqiao.gov.cn/nb/2022.odt";
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

test("what could not be read for want of a program is read again once that is installed, and not every night until then", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(1));
  const odt = zip([
    { name: "mimetype", data: Buffer.from(MIMETYPE) },
    { name: "content.xml", data: Buffer.from("<x/>") },
  ]);
  await store.append(run, answer(URL_OF_IT, odt, { headers: [["Content-Type", MIMETYPE]] }));
  store.sighted(run, URL_OF_IT, { linkText: "2022年政府信息公开工作年度报告" });
  await store.finishRun(run, outcome(night(1)));
  await store.close();

  withOffice(t, "/nowhere");
  const first = await ingest({ archive });
  assert.deepEqual([first.read, first.failures.map(({ code }) => code)], [1, ["unreadable.unsupported"]]);
  assert.match(first.failures[0]?.message ?? "", /LibreOffice.*GONGKAI_LIBREOFFICE/);
  assert.equal((await ingest({ archive })).read, 0);

  withOffice(t, process.execPath);
  assert.equal((await ingest({ archive })).read, 1);
  assert.equal((await ingest({ archive })).read, 0);
});
