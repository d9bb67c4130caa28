import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import {
  type Exchange,
  type HeaderList,
  type Outcome,
  openRawStore,
  type RawStore,
} from "../../../crawlers/raw/index.ts";

/** An empty archive folder that goes away with the test. */
export function newArchive(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "gongkai-raw-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export async function newStore(t: TestContext): Promise<RawStore> {
  const store = await openRawStore(newArchive(t), "write");
  t.after(() => store.close());
  return store;
}

/** What a server answers to GET url. */
export function answer(
  url: string,
  body: string | Uint8Array,
  {
    status = 200,
    headers = [["Content-Type", "text/html; charset=utf-8"]],
    at = new Date(),
  }: { status?: number; headers?: HeaderList; at?: Date } = {},
): Exchange {
  return {
    request: { method: "GET", url },
    requestHeaders: [["Host", new URL(url).host]],
    status,
    statusText: status === 200 ? "OK" : "",
    headers,
    body: Buffer.from(body),
    retrieved: at,
  };
}

export const outcome = (finished: Date, health: Outcome["health"] = "ok"): Outcome => ({
  name: "石桥市人民政府",
  division: null,
  platform: null,
  health,
  reason: null,
  finished,
});

export const night = (n: number): Date => new Date(Date.UTC(2026, 0, n, 1));
