import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { read } from "../../pipeline/read.ts";
import { htmlPage } from "../carriers/html.ts";
import { exampleReport } from "../carriers/truth.ts";
import { zip } from "../extractors/zip.ts";

test("what is doubtful about one document of an archive stands with that document's report alone; what was left out, with all", async () => {
  const { title, blocks } = exampleReport(1);
  const page = htmlPage(title, blocks);
  const prose = blocks.filter(({ kind }) => kind !== "table");
  const other = htmlPage(title, prose).replaceAll("青石县", "白石县").replaceAll("</p>", '<img src="1.jpg"></p>');
  const bytes = zip([
    { name: "1.html", data: Buffer.from(page) },
    { name: "2.html", data: Buffer.from(other) },
    { name: "3.rar", data: Buffer.from("Rar!\x1a\x07\x00") },
  ]);
  const source = { url: null, file: null, sha256: "", mediaType: null, retrieved: null };
  const reading = await read(extract, bytes, source, null);
  assert.ok(reading.kind === "read");
  assert.deepEqual(
    reading.reports.map(({ organ, problems }) => [
      organ.name,
      problems.map(({ code }) => code).filter((code) => /^(document|archive)\./.test(code)),
    ]),
    [
      ["青石县人民政府", ["archive.unsupported"]],
      ["白石县人民政府", ["document.pictures", "archive.unsupported"]],
    ],
  );
});
