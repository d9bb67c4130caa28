import assert from "node:assert/strict";
import test from "node:test";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { type Extraction, UnreadableError } from "../../data/records/index.ts";
import { extract } from "../../extractors/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";
import { docx } from "../carriers/docx.ts";
import { htmlPage } from "../carriers/html.ts";
import { ofd } from "../carriers/ofd.ts";
import { exampleReport } from "../carriers/truth.ts";
import { xlsx } from "../carriers/xlsx.ts";
import { field, type ZipPart, zip } from "./zip.ts";

const packed = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })));
const read = (bytes: Uint8Array): Promise<Extraction> => extract(bytes, {});
const said = async (bytes: Uint8Array): Promise<string[]> =>
  (await read(bytes)).text.lines.filter((line) => line !== "");
const warned = async (bytes: Uint8Array): Promise<string[]> =>
  (await read(bytes)).warnings.map((w) => `${w.code} ${w.at}`);
const refused = (bytes: Uint8Array, code: string, message: RegExp): Promise<void> =>
  assert.rejects(extract(bytes, {}), (error) => {
    assert.ok(error instanceof UnreadableError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  });

test("an archive of two reports, in whatever carriers, is two reports", async () => {
  const [first, second] = [exampleReport(1), exampleReport(2)];
  const later = second.blocks.map((block) =>
    block.kind === "title" ? { ...block, text: block.text.replace("青石县", "白石县") } : block,
  );
  const carriers = [
    docx,
    async (t: string, b: typeof later) => ofd(t, b),
    async (t: string, b: typeof later) => xlsx(t, b),
  ];
  for (const carrier of carriers) {
    const bytes = packed({ "附件/1.bin": await carrier(first.title, first.blocks), "附件/2": htmlPage("", later) });
    const { text, mediaType } = await read(bytes);
    const reports = parse(text, contextOf({ url: null, file: null, sha256: "", mediaType, retrieved: null }));
    assert.deepEqual(
      reports.map((r) => [r.organ?.name, r.cells.filter((c) => c.value !== null).length]),
      [
        ["青石县人民政府", first.truth.size],
        ["白石县人民政府", second.truth.size],
      ],
    );
    assert.match(reports[0]?.cells[0]?.at ?? "", /附件\/1\.bin: /);
    assert.match(reports[1]?.cells[0]?.at ?? "", /附件\/2: table 1 row \d+ cell \d+/);
  }
});

test("documents come in the order of their names, as people count", async () => {
  const bytes = packed({ "附件10.txt": "十", "附件2.txt": "二", "附件1.txt": "一" });
  assert.deepEqual(await said(bytes), ["一", "二", "十"]);
});

test("what cannot be read is named with its reason, and does not take the rest with it", async () => {
  const bytes = packed({
    "a.txt": "规章",
    "b.docx": (await docx("题", [{ kind: "paragraph", text: "许可" }])).subarray(0, 400),
    "c.txt": "",
    "d.rar": "Rar!\x1a\x07\x00",
    "e.css": "body {}",
    "f.txt": "规章",
    "__MACOSX/._a.txt": "x",
    ".DS_Store": "x",
    "图/": "",
  });
  assert.deepEqual(await said(bytes), ["规章"]);
  assert.deepEqual(await warned(bytes), [
    "archive.truncated b.docx",
    "archive.empty c.txt",
    "archive.unsupported d.rar",
    "archive.unsupported e.css",
    "archive.duplicate f.txt",
  ]);
});

test("an archive in which nothing can be read says why for each", async () => {
  await refused(
    packed({ "a.rar": "Rar!\x1a\x07\x00", "b.txt": "" }),
    "unsupported",
    /a\.rar \(.*RAR.*b\.txt \(.*0 bytes/,
  );
  await refused(packed({ "a.txt": "" }), "empty", /a\.txt/);
  await refused(packed({}), "empty", /no documents/);
  await refused(zip([{ name: "a.docx", data: Buffer.from("x"), flags: 1 }]), "encrypted", /a\.docx \(.*password/);
});

test("names are only names, whatever they say and in whatever code they are", async () => {
  const gbk = Buffer.from("c4ea b1a8 2e747874".replaceAll(" ", ""), "hex"); // 年报.txt
  const unicode = Buffer.concat([Buffer.from([1]), Buffer.alloc(4), Buffer.from("年报.txt")]);
  unicode.writeUInt32LE(crc32(Buffer.from("????.txt")), 1);
  const names: [ZipPart["name"], Partial<ZipPart>, string][] = [
    [gbk, {}, "年报.txt"],
    [Buffer.from("年报.txt"), { flags: 0x800 }, "年报.txt"],
    [Buffer.from("年报.txt"), {}, "年报.txt"],
    ["????.txt", { extra: field(0x7075, unicode) }, "年报.txt"],
    ["../../etc/年报.txt", {}, "../../etc/年报.txt"],
    ["C:\\年报\\年报.txt", {}, "C:\\年报\\年报.txt"],
  ];
  for (const [name, more, shown] of names) {
    const bytes = zip([
      { name, data: Buffer.from("规章"), ...more },
      { name: "z.htm", data: Buffer.from("<p>许可</p>") },
    ]);
    const { text, warnings } = await read(zip([{ name, data: Buffer.from("<p>规章</p>"), ...more }]));
    assert.deepEqual([text.place(0, 0)?.split(":").slice(0, -1).join(":"), warnings], [shown, []]);
    assert.deepEqual(await said(bytes), ["规章", "许可"]);
  }
});

test("archives within archives are read two deep, and gzip of one document is that document", async () => {
  const inner = packed({ "a.txt": "规章" });
  const nested = packed({ "2.zip": packed({ "1.zip": inner }) });
  assert.deepEqual(await said(nested), ["规章"]);
  await refused(packed({ "3.zip": nested }), "too_large", /within archives/);
  assert.deepEqual(await said(gzipSync("规章\t1")), ["规章\t1"]);
  assert.deepEqual(await said(packed({ "a.gz": gzipSync(inner) })), ["规章"]);
  await refused(gzipSync("规章\t1").subarray(0, 12), "truncated", /gzip/);
});

test("ZIP64 is read as what it is", async () => {
  assert.deepEqual(await said(zip([{ name: "a.txt", data: Buffer.from("规章"), zip64: true }])), ["规章"]);
});

test("entries that share their bytes, or unpack to more than all archives may, are refused", async () => {
  const twice = Buffer.from(packed({ "a.txt": "规章规章规章", "b.txt": "许可" }));
  const second = twice.lastIndexOf("PK\x01\x02");
  twice.writeUInt32LE(0, second + 42);
  await refused(twice, "too_large", /more than it declares or holds/);

  const zeros = deflateRawSync(Buffer.alloc(60 * 2 ** 20));
  const bomb = zip([{ name: "0.txt", data: zeros, deflated: 60 * 2 ** 20 }]);
  const bombs = packed(
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.zip`, Buffer.concat([bomb, Buffer.alloc(i)])])),
  );
  await assert.rejects(extract(bombs, {}), (error) => error instanceof UnreadableError);
});

test("an entry packed in a way that is not read, or damaged, is said to be", async () => {
  const bytes = Buffer.from(packed({ "a.txt": "规章规章", "b.txt": "许可" }));
  bytes[bytes.indexOf("规章")] = 0x41;
  assert.deepEqual([await said(bytes), await warned(bytes)], [["许可"], ["archive.truncated a.txt"]]);
  const rare = Buffer.from(packed({ "a.txt": "规章规章", "b.txt": "许可" }));
  rare.writeUInt16LE(9, rare.indexOf("PK\x01\x02") + 10);
  assert.deepEqual([await said(rare), await warned(rare)], [["许可"], ["archive.unsupported a.txt"]]);
});

test("a table as text is a table where its name says so", async () => {
  const bytes = Buffer.from('\uFEFF事项,"本年\n""新收"""\r\n规章,"1,234"\r\n');
  const { text, mediaType } = await extract(bytes, { fileName: "统计.csv" });
  assert.deepEqual([mediaType, text.lines.slice(0, 2)], ["text/csv", ['事项\t本年 "新收"', "规章\t1,234"]]);
  assert.equal(text.place(1, 1), "row 2 cell 2");
});
