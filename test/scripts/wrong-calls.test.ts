import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createCanvas } from "@napi-rs/canvas";
import { GroupCommit } from "../../crawlers/raw/group-commit.ts";
import { GongkaiError } from "../../data/records/index.ts";
import { commit } from "../../pipeline/archive/index.ts";
import { explain } from "../../scripts/explain.ts";
import { stillReading } from "../../scripts/progress.ts";
import { htmlPage } from "../carriers/html.ts";
import { exampleReport } from "../carriers/truth.ts";
import { gongkai, type Ran, start } from "../cli.ts";
import { folderFor } from "../folder.ts";
import { VERBS } from "./verbs.ts";

const carriers = join(import.meta.dirname, "..", "nation", "carriers");

/** One line that a person can act on: no stack, no second line. */
function saysInOneLine({ stderr, ...ran }: Ran, code: number, what: RegExp): void {
  assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
  assert.match(stderr, what);
  assert.equal(ran.code, code, stderr);
}

test("a wrong call is code 2 and one line: a verb, option or argument that is missing or unknown", async () => {
  saysInOneLine(await gongkai(["frobnicate"]), 2, /unknown command 'frobnicate'.*--help/);
  saysInOneLine(await gongkai(["doctor", "--frobnicate"]), 2, /unknown option '--frobnicate'.*--help/);
  for (const verb of VERBS.filter(([name]) => name !== "doctor"))
    saysInOneLine(await gongkai(verb), 2, /^gongkai: (required option|missing required argument).*--help/);
  const twice = await gongkai(["sql", "SELECT 1", "--archive", import.meta.dirname, "--json", "--format", "csv"]);
  assert.equal(twice.code, 2);
});

test("sql without SQL opens a prompt on a terminal; elsewhere it says what to add", async (t) => {
  const archive = await folderFor(t);
  await mkdir(join(archive, "tables"));
  saysInOneLine(await gongkai(["sql", "--archive", archive]), 2, /no SQL is given.*standard input/);
  saysInOneLine(
    await gongkai(["sql", "SELECT 1", "--read", "none.csv", "--archive", archive]),
    2,
    /--read none\.csv: there is no such/,
  );
});

test("an answer goes to a file in the format that its name says, and a name that denies the format is refused", async (t) => {
  const folder = await folderFor(t);
  const archive = join(folder, "archive");
  await mkdir(join(archive, "tables"), { recursive: true });
  const ask = (file: string, ...more: string[]) =>
    gongkai(["sql", "SELECT 1 AS one", "--archive", archive, "--out", join(folder, file), ...more]);
  for (const [file, content] of [
    ["a.csv", "one\n1\n"],
    ["a.json", '[\n{"one":1}\n]\n'],
    ["a.txt", "one\n───\n  1\n"],
  ] as const) {
    assert.equal((await ask(file)).code, 0);
    assert.equal(await readFile(join(folder, file), "utf8"), content);
  }
  saysInOneLine(await ask("a.csv", "--format", "parquet"), 2, /its name says csv, --format says parquet/);
  saysInOneLine(await ask("a.xlsx"), 2, /\.xlsx is no format of an answer: .*\.csv/);
});

test("an answer that cannot be written whole leaves the file that was there", async (t) => {
  const folder = await folderFor(t);
  const archive = join(folder, "archive");
  await mkdir(join(archive, "tables"), { recursive: true });
  const out = join(folder, "a.csv");
  await writeFile(out, "of yesterday");
  const long = start(["sql", "FROM range(40000000)", "--archive", archive, "--out", out]);
  while (!existsSync(join(folder, ".a.csv.draft"))) await sleep(5);
  long.child.kill("SIGINT");
  assert.equal((await long.ended).code, 1);
  assert.equal(await readFile(out, "utf8"), "of yesterday");
  assert.deepEqual((await readdir(folder)).sort(), ["a.csv", "archive"]);
});

test("a folder that is no archive does not answer like an empty one", async (t) => {
  const folder = await folderFor(t);
  for (const call of [["ingest"], ["sql", "SELECT 1"], ["snapshot", "--out", folder], ["status"], ["verify"]])
    for (const archive of [folder, join(folder, "none")])
      saysInOneLine(await gongkai([...call, "--archive", archive]), 2, /there is no archive here/);
});

test("a contact that no request could carry is refused before anything is asked for, and not blamed on the sites", async (t) => {
  const archive = join(await folderFor(t), "archive");
  for (const contact of ["张三 zhang@example.org", "a\nb@example.org", ""])
    saysInOneLine(
      await gongkai(["crawl", "--sources", "nowhere.yaml", "--archive", archive, "--contact", contact]),
      2,
      /--contact .*plain ASCII/,
    );
});

test("a damaged index of the raw store is one line with the way out, no stack", async (t) => {
  const archive = await folderFor(t);
  await mkdir(join(archive, "raw"));
  await writeFile(join(archive, "raw", "index.sqlite"), "x".repeat(9000));
  saysInOneLine(await gongkai(["ingest", "--archive", archive]), 1, /raw\/index\.sqlite is damaged: delete it/);
  const { code, stdout } = await gongkai(["verify", "--archive", archive]);
  assert.deepEqual([code, stdout.trimEnd().split("\n").length], [1, 1]);
  assert.match(stdout, /raw\/index\.sqlite is damaged \(.+\): delete index\.sqlite/);
});

test("a place that cannot be written to is named in one line, without a stack", async (t) => {
  const folder = await folderFor(t);
  const file = join(folder, "file");
  await writeFile(file, "");
  const archive = join(folder, "档 案");
  await mkdir(archive);
  await commit(archive, { parserVersion: "1" });
  const sql = ["sql", "SELECT 1 AS one", "--archive", archive, "--out"];
  saysInOneLine(await gongkai([...sql, join(folder, "none", "a.csv")]), 2, /none: there is no such folder/);
  saysInOneLine(await gongkai([...sql, folder]), 2, /this is a folder/);
  const sources = join(folder, "sources.yaml");
  await writeFile(
    sources,
    '- id: closed\n  name: 某县人民政府\n  division: "410106"\n  home: http://127.0.0.1:9/\n  pace: 0\n',
  );
  saysInOneLine(await gongkai(["nightly", "--sources", sources, "--archive", file]), 2, /file.*not a folder/);
});

test("a place where no folder can be made, and a link that leads nowhere, are said at once and end the call", {
  skip: process.platform !== "linux" && "needs /proc",
}, async (t) => {
  const folder = await folderFor(t);
  const [link, sources] = [join(folder, "link"), join(folder, "sources.yaml")];
  await symlink(join(folder, "gone"), link);
  await writeFile(sources, "[]");
  const nightly = (archive: string, from = sources) => gongkai(["nightly", "--sources", from, "--archive", archive]);
  saysInOneLine(await nightly("/proc/none"), 2, /\/proc\/none: no folder can be made in \/proc/);
  saysInOneLine(await nightly(link), 2, /link: this is a link to .*gone, which is not there/);
  saysInOneLine(await nightly(folder, link), 2, /link: this is a link to .*gone, which is not there/);
  saysInOneLine(await gongkai(["status", "--archive", link]), 2, /link: .*a link to .*gone, which is not there/);
});

test("an archive whose lock cannot be taken is a wrong call, not one that another process writes", async (t) => {
  const archive = await folderFor(t);
  await mkdir(join(archive, "raw", "writer.lock"), { recursive: true });
  await writeFile(join(archive, "sources.yaml"), "[]");
  const call = ["nightly", "--sources", join(archive, "sources.yaml"), "--archive", archive];
  saysInOneLine(await gongkai(call), 2, /raw: cannot be written \(writer\.lock: /);
  await rm(join(archive, "raw", "writer.lock"), { recursive: true });
  await mkdir(join(archive, "tables", ".writer.lock"), { recursive: true });
  saysInOneLine(await gongkai(call), 2, /cannot be written \(\.writer\.lock: /);
});

/** What SQLite says in the middle of a transaction for which there is no room. */
function fullIndex(): unknown {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (a); PRAGMA max_page_count = 3");
  try {
    return new GroupCommit(db).write(() => db.exec("INSERT INTO t VALUES (zeroblob(100000))"));
  } catch (error) {
    return error;
  }
}

test("a full disk is code 3 with the next step, however deep the error lies", (t) => {
  const said = t.mock.method(console, "error", () => undefined);
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  const errors = [
    full,
    new GongkaiError("raw/a.warc.gz cannot be written", 1, { cause: full }),
    fullIndex(),
    new GongkaiError("nothing was committed", 1, { cause: new Error('IO Error: "x": No space left on device') }),
  ];
  for (const error of errors) assert.equal(explain(error), 3);
  for (const {
    arguments: [line],
  } of said.mock.calls)
    assert.match(String(line), /^gongkai: the disk is full .*make room, and the same call carries on/);
});

test("a site that cannot be reached is code 1 and one line, and nothing else fails", async (t) => {
  const folder = await folderFor(t);
  const sources = join(folder, "sources.yaml");
  await writeFile(
    sources,
    '- id: closed\n  name: 某县人民政府\n  division: "410106"\n  home: http://127.0.0.1:9/\n  pace: 0\n',
  );
  const { code, stderr } = await gongkai(["nightly", "--sources", sources, "--archive", join(folder, "archive")]);
  assert.equal(code, 1);
  assert.match(stderr, /^ {2}closed: unreachable: .*ECONNREFUSED/m);
  assert.doesNotMatch(stderr, /^\s+at /m);
});

test("parse gives every file its line, in the order given, and says in one line each what it could not read", async (t) => {
  const folder = await folderFor(t);
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const bad = [
    join(folder, "none.pdf"),
    folder,
    await file("empty.html", ""),
    await file("cut.pdf", "%PDF-1.7\n1 0 obj"),
    await file("news.html", "<h1>今日新闻</h1><p>天气很好。</p>"),
  ];
  const good = join(carriers, "qingxi-finance-2023.docx");
  const { code, stdout, stderr } = await gongkai(["parse", ...bad, good]);
  assert.equal(code, 1);
  const reports = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    reports.map(({ source, status }) => [source.file, status === "rejected"]),
    [...bad.map((name) => [name, true]), [good, false]],
  );
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, bad.length, stderr);
  for (const [i, name] of bad.entries()) assert.ok(lines[i]?.startsWith(`${name}: `), lines[i]);
});

test("a file that is not there is a wrong call, one that cannot be read needs a look, one that lacks a program says which", async (t) => {
  const folder = await folderFor(t);
  const [blank, scan] = [join(folder, "空 白.html"), join(folder, "scan.png")];
  await writeFile(blank, "");
  await writeFile(scan, createCanvas(60, 80).encodeSync("png"));
  const without = { GONGKAI_TESSERACT: "/nowhere" };
  for (const verb of ["extract", "parse"]) {
    saysInOneLine(await gongkai([verb, join(folder, "none.pdf")]), 2, /no such file/);
    saysInOneLine(await gongkai([verb, folder]), 2, /name the files in it/);
    saysInOneLine(await gongkai([verb, blank]), 1, /空 白\.html: the file is empty/);
    saysInOneLine(await gongkai([verb, scan], without), 3, /scan\.png: .*tesseract.*apt-get install/);
  }
  const good = join(carriers, "qingxi-finance-2023.docx");
  saysInOneLine(await gongkai(["parse", good, scan], without), 1, /tesseract/);
});

const NUMBER = /(?<=<td><p><span)>(\d+)</;

test("parse says in one line each which reports need a look, and what about them", async (t) => {
  const folder = await folderFor(t);
  const { title, blocks } = exampleReport(1);
  const file = async (name: string, page: string): Promise<string> => {
    await writeFile(join(folder, name), page);
    return join(folder, name);
  };
  const page = htmlPage(title, blocks);
  const prose = blocks.filter(({ kind }) => kind !== "table");
  const calls: [string, RegExp][] = [
    [
      await file("blank.html", page.replace(NUMBER, "><")),
      /blank\.html: incomplete: 青石县人民政府 2022 has no number in 1 of 200 cells, the first: .* is blank$/m,
    ],
    [
      await file(
        "wrong.html",
        page.replaceAll(new RegExp(NUMBER, "g"), (_, n) => `>${Number(n) ** 2 + 7}<`),
      ),
      /wrong\.html: inconsistent: 青石县人民政府 2022 fails \d+ of the form's own identities, the first: .* comes to \d+, but \d+ is printed$/m,
    ],
    [await file("prose.html", htmlPage(title, prose)), /prose\.html: narrative: .* has no statutory table$/m],
  ];
  for (const [name, line] of calls) saysInOneLine(await gongkai(["parse", name]), 1, line);
  saysInOneLine(await gongkai(["parse", join(carriers, "qingxi-finance-2023.docx"), calls[0]?.[0] ?? ""]), 1, /blank/);
});

test("on a terminal, what takes long says so, and takes that away before anything else is said", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"] });
  const written: string[] = [];
  const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  const terminal = stillReading(() => "parse  1 of 2 files", { isTTY: true, columns: 80, write });
  const log = stillReading(() => "parse  1 of 2 files", { isTTY: false, columns: 80, write });
  t.mock.timers.tick(3000);
  assert.match(written.at(-1) ?? "", /parse {2}1 of 2 files, 3 s \(a scan takes seconds a page\)$/);
  assert.equal(written.length, 3);
  terminal.end();
  log.end();
  t.mock.timers.tick(3000);
  assert.deepEqual([written.length, written.at(-1)], [4, "\r\u001b[K"]);
});

test("a registry with a wrong field names file, line and field; doctor says which setting hides the browser", async (t) => {
  const file = join(await folderFor(t), "wrong.yaml");
  await writeFile(
    file,
    '- id: a\n  name: 某县人民政府\n  division: "410106"\n  home: http://127.0.0.1:9/\n  pase: 0\n',
  );
  saysInOneLine(await gongkai(["sources", "check", file]), 1, /wrong\.yaml:5: a: pase: no such field/);
  const doctor = await gongkai(["doctor"], { GONGKAI_CHROMIUM: "/nowhere" });
  assert.equal(doctor.code, 3);
  assert.match(doctor.stdout, /GONGKAI_CHROMIUM is \/nowhere/);
});

test("run by npm, file names count from where the user stands", async () => {
  const { code, stdout } = await gongkai(["parse", "qingxi-finance-2023.docx"], {
    npm_lifecycle_event: "gongkai",
    INIT_CWD: carriers,
  });
  assert.equal(code, 0);
  assert.match(stdout, /青溪市财政局/);
});
