import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openRawStore, rebuildIndex, takeUp, verifyRawStore } from "../../../crawlers/raw/index.ts";
import { GongkaiError, UsageError } from "../../../data/records/index.ts";
import { answer, newArchive, night, outcome } from "./archives.ts";

const WRITER = fileURLToPath(new URL("./endless-writer.ts", import.meta.url));
const urlOf = (n: number): string => `http://a.gov.cn/${n}`;

async function filled(archive: string): Promise<string> {
  const store = await openRawStore(archive, "write");
  for (const n of [1, 3]) {
    const { run } = store.beginRun("shiqiao", night(n));
    for (let i = n; i < n + 4; i++) {
      await store.append(run, answer(urlOf(i), `正文 ${i} ${i === 4 ? n : ""}`, { at: night(n) }));
      store.sighted(run, urlOf(i), { linkText: `${i}` });
    }
    await store.append(run, answer(urlOf(1), "", { status: 304, headers: [["ETag", `"${n}"`]] }));
    await store.finishRun(run, outcome(night(n)));
  }
  await store.close();
  return warc(archive);
}

function warc(archive: string): string {
  const last = readdirSync(join(archive, "raw"))
    .filter((name) => name.endsWith(".warc.gz"))
    .at(-1);
  return join(archive, "raw", last ?? "");
}

function tables(archive: string): unknown {
  const db = new DatabaseSync(join(archive, "raw", "index.sqlite"), { readOnly: true });
  const dump = ["files", "responses", "runs", "addresses", "sightings", "failures"].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
  db.close();
  return dump;
}

test("The index made again from the WARC files alone is the index that was", async (t) => {
  const archive = newArchive(t);
  await filled(archive);
  const before = tables(archive);
  await rebuildIndex(archive);
  assert.deepEqual(tables(archive), before);
});

test("An index of another version of the software is made again by whoever comes next to crawl or to read in the documents; until then readers are told so", async (t) => {
  const archive = newArchive(t);
  await filled(archive);
  const before = tables(archive);
  const crawled = async (): Promise<void> => (await openRawStore(archive, "write")).close();
  for (const next of [crawled, () => takeUp(archive)]) {
    const index = new DatabaseSync(join(archive, "raw", "index.sqlite"));
    index.exec("PRAGMA user_version = 1; ALTER TABLE responses DROP COLUMN unchanged");
    index.close();
    await assert.rejects(
      openRawStore(archive, "read"),
      /another version .* the next nightly, ingest or rebuild makes it/,
    );
    await next();
    assert.deepEqual(tables(archive), before);
  }
});

test("Wherever a kill cuts the last record, everything before it is kept and the next opening goes on in a file behind it", async (t) => {
  const original = newArchive(t);
  await filled(original);
  for (const cut of [1, 2, 7, 9, 40, 150, 300]) {
    const archive = newArchive(t);
    cpSync(original, archive, { recursive: true });
    const store = await openRawStore(archive, "write");
    const { run } = store.beginRun("shiqiao", night(5));
    await store.append(run, answer(urlOf(99), "最后一条 ".repeat(50)));
    await store.close();
    // The state of a kill: the record is torn and the index has not heard of it.
    const file = warc(archive);
    truncateSync(file, statSync(file).size - cut);
    copyFileSync(join(original, "raw", "index.sqlite"), join(archive, "raw", "index.sqlite"));
    const reopened = await openRawStore(archive, "write");
    for (let i = 1; i < 7; i++) assert.ok(reopened.latest({ method: "GET", url: urlOf(i) }));
    const next = await reopened.append(reopened.beginRun("shiqiao", night(5)).run, answer(urlOf(100), "下一条"));
    await reopened.close();
    assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
    assert.ok(next.warcFile > basename(file), "what an earlier writer has left is not written to again");
  }
});

test("A complete record that the index has not heard of is taken up, not lost and not written twice", async (t) => {
  const archive = newArchive(t);
  await filled(archive);
  const index = join(archive, "raw", "index.sqlite");
  const before = readFileSync(index);
  const store = await openRawStore(archive, "write");
  const { run } = store.beginRun("shiqiao", night(5));
  await store.append(run, answer(urlOf(99), "刚刚写下"));
  await store.close();
  writeFileSync(index, before);
  const reopened = await openRawStore(archive, "write");
  t.after(() => reopened.close());
  assert.deepEqual(reopened.beginRun("shiqiao", night(5)), { run, resumed: true });
  assert.ok(reopened.answered(run, { method: "GET", url: urlOf(99) }));
});

test("A power cut that loses the end of a WARC file, but not the index, leaves a store that is whole again", async (t) => {
  const archive = newArchive(t);
  const file = await filled(archive);
  truncateSync(file, Math.floor(statSync(file).size / 2));
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  assert.ok(store.latest({ method: "GET", url: urlOf(1) }));
  assert.equal(store.latest({ method: "GET", url: urlOf(6) }), null);
  await store.append(store.beginRun("shiqiao", night(1)).run, answer(urlOf(6), "再来一次"));
  assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
});

test("Killed with -9 in the middle of writing, over and over: every response once reported as stored is there", async (t) => {
  const archive = newArchive(t);
  let stored = 0;
  for (const lines of [1, 3, 8, 20]) {
    const child = spawn(process.execPath, [WRITER, archive, String(stored)], { stdio: ["ignore", "pipe", "inherit"] });
    t.after(() => child.kill("SIGKILL"));
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      stored = Number(line);
      if (++seen === lines) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const { run, resumed } = store.beginRun("shiqiao", night(1));
  assert.equal(resumed, true);
  assert.ok(stored >= 32);
  for (let n = 1; n <= stored; n++) {
    const found = store.answered(run, { method: "GET", url: urlOf(n) });
    assert.ok(found, `${n} of ${stored}`);
    assert.ok(
      Buffer.from(await store.body(found))
        .toString()
        .startsWith(`第 ${n} 份`),
    );
  }
  assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
});

test("Where the index cannot be written, nothing more is stored behind what it lost, and the next opening has it all", async (t) => {
  const archive = newArchive(t);
  await filled(archive);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close().catch(() => undefined));
  // A full disk takes back everything that is not committed, as this does.
  const other = new DatabaseSync(join(archive, "raw", "index.sqlite"));
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON responses WHEN new.url = '${urlOf(52)}'
    BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END`);
  const { run } = store.beginRun("shiqiao", night(5));
  await store.append(run, answer(urlOf(51), "写下了"));
  await assert.rejects(store.append(run, answer(urlOf(52), "写不下了")), /index .* \(database or disk is full\)/);
  other.exec("DROP TRIGGER full");
  other.close();
  await assert.rejects(store.append(run, answer(urlOf(53), "又有地方了")), GongkaiError);
  await assert.rejects(store.close(), GongkaiError);
  const reopened = await openRawStore(archive, "write");
  t.after(() => reopened.close());
  for (const n of [1, 51, 52]) assert.ok(reopened.latest({ method: "GET", url: urlOf(n) }), urlOf(n));
  assert.deepEqual(reopened.beginRun("shiqiao", night(5)), { run, resumed: true });
  assert.deepEqual(await Array.fromAsync(verifyRawStore(archive)), []);
});

test("What is stored is there for readers a moment later, though writes come thick and fast", async (t) => {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  t.after(() => store.close());
  const { run } = store.beginRun("shiqiao", night(1));
  for (let n = 0; n < 20; n++) await store.append(run, answer(urlOf(n), `第 ${n} 份`));
  const reader = await openRawStore(archive, "read");
  t.after(() => reader.close());
  const stored = (): number =>
    [...Array(20).keys()].filter((n) => reader.latest({ method: "GET", url: urlOf(n) })).length;
  for (let wait = 0; stored() < 20 && wait < 200; wait++) await delay(20);
  assert.equal(stored(), 20);
});

test("One process writes at a time: the second is told so in one line; readers come in any time", async (t) => {
  const archive = newArchive(t);
  const child = spawn(process.execPath, [WRITER, archive, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const exited = once(child, "exit");
  await once(child.stdout, "data");
  child.stdout.resume();
  await assert.rejects(openRawStore(archive, "write"), (error) => {
    assert.ok(error instanceof UsageError, "a wrong call: exit code 2");
    assert.match(error.message, /is being written to by another process/);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
  const reader = await openRawStore(archive, "read");
  for (let wait = 0; !reader.latest({ method: "GET", url: urlOf(1) }) && wait < 200; wait++) await delay(20);
  assert.ok(reader.latest({ method: "GET", url: urlOf(1) }));
  assert.throws(() => reader.beginRun("shiqiao", night(1)), /read only/);
  await reader.close();
  child.kill("SIGKILL");
  await exited;
  await (await openRawStore(archive, "write")).close();
});

test("A damaged file is named, with the place, by verify, and by a store whose index lacks what is behind the damage: nothing is cut away in silence", async (t) => {
  const archive = newArchive(t);
  const file = await filled(archive);
  const bytes = readFileSync(file);
  bytes.fill(0xff, 700, 720);
  writeFileSync(file, bytes);
  const [fault] = await Array.fromAsync(verifyRawStore(archive));
  assert.match(
    fault ?? "",
    /raw\/gongkai-.*: the record at \d+ (cannot be unpacked|fails its checksum|is no gzip member)/,
  );
  await rebuildIndex(archive);
  const store = await openRawStore(archive, "write");
  assert.deepEqual(await store.damages(), [fault]);
  await store.close();
  assert.equal(statSync(file).size, bytes.length);
});

test("A WARC file that has gone missing is named", async (t) => {
  const archive = newArchive(t);
  rmSync(await filled(archive));
  await assert.rejects(openRawStore(archive, "write"), /gongkai-.*is missing, but the index knows it/);
  assert.match((await Array.fromAsync(verifyRawStore(archive)))[0] ?? "", /is missing/);
});

test("There is nothing to read before the first crawl, and that is said", async (t) => {
  await assert.rejects(openRawStore(newArchive(t), "read"), /holds no raw store yet/);
});

test("an index that rotted is not called whole, and the way out is said", async (t) => {
  const archive = newArchive(t);
  await filled(archive);
  const index = join(archive, "raw", "index.sqlite");
  writeFileSync(index, readFileSync(index).fill(0x5a, 8192, 12_192));
  const said = await Array.fromAsync(verifyRawStore(archive));
  assert.match(said.join(), /^raw\/index\.sqlite is damaged \(.+\): delete index\.sqlite/);
});
