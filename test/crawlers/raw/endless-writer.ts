// A crawl that never ends, for tests that end it: writes responses from a number on, and says each number once it is stored.
import { writeSync } from "node:fs";
import { openRawStore } from "../../../crawlers/raw/index.ts";
import { answer, night } from "./archives.ts";

const [, , archive = "", from = "0"] = process.argv;
const store = await openRawStore(archive, "write");
const { run } = store.beginRun("shiqiao", night(1));
for (let n = Number(from) + 1; ; n++) {
  await store.append(run, answer(`http://a.gov.cn/${n}`, `第 ${n} 份 ${"年度报告".repeat(n * 100)}`));
  writeSync(1, `${n}\n`);
}
