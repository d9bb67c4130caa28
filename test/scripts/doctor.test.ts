import assert from "node:assert/strict";
import test from "node:test";
import { CARRIERS } from "../../extractors/index.ts";
import { gongkai } from "../cli.ts";

const NOWHERE = { GONGKAI_LIBREOFFICE: "/nowhere", GONGKAI_TESSERACT: "/nowhere" };

test("doctor says which documents this machine reads, which it does not, and how to get those", async () => {
  const { code, stdout } = await gongkai(["doctor"], NOWHERE);
  assert.equal(code, 3);
  assert.match(stdout, /^reads {2}PDF, Word document \(DOCX\), .*HTML page/m);
  assert.match(stdout, /^not {4}OpenDocument text \(ODT\): it takes LibreOffice: GONGKAI_LIBREOFFICE is \/nowhere/m);
  assert.match(stdout, /^not {4}image: it takes tesseract/m);
  assert.match(stdout, /^not {4}RAR archive: unpack it/m);
  assert.match(stdout, /^reads {2}.*DOC, WPS/m);
  for (const { name } of CARRIERS) assert.ok(stdout.includes(name), `doctor says nothing of ${name}`);
});

test("doctor --json has a line for every program and every kind of document", async () => {
  const { stdout } = await gongkai(["doctor", "--json"], NOWHERE);
  const { machine, carriers } = JSON.parse(stdout);
  const tesseract = machine.find((finding: { name: string }) => finding.name === "tesseract");
  assert.equal(tesseract.found, null);
  assert.match(tesseract.remedy, /GONGKAI_TESSERACT is \/nowhere/);
  assert.equal(carriers.length, CARRIERS.length);
  const pdf = carriers.find((kind: { mediaType: string }) => kind.mediaType === "application/pdf");
  assert.deepEqual(pdf, { name: "PDF", mediaType: "application/pdf", readable: true, remedy: null });
});
