import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type FetchSource, openFetcher } from "../../../crawlers/fetch/index.ts";
import { openRawStore } from "../../../crawlers/raw/index.ts";
import { type Site, send, serve } from "./visits.ts";

const HOSTS = 200;
const PACE = 100;
const PAGES = ["/a", "/b", "/c"];

const Sent = z.object({ request: z.object({ origin: z.string() }) });

/** When requests leave, by host. A server sees them later, the later the more is going on, so that it can't tell their pace. */
function departures(t: TestContext): Map<string, number[]> {
  const times = new Map<string, number[]>();
  const note = (message: unknown): void => {
    const { origin } = Sent.parse(message).request;
    times.set(origin, [...(times.get(origin) ?? []), Date.now()]);
  };
  subscribe("undici:request:create", note);
  t.after(() => unsubscribe("undici:request:create", note));
  return times;
}

test("200 hosts at once are each asked at their own pace, one request at a time, and a slow one holds up no other", async (t) => {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-hosts-"));
  const store = await openRawStore(archive, "write");
  const fetcher = openFetcher({ store, userAgentContact: null });
  t.after(async () => {
    await fetcher.close();
    await store.close();
    rmSync(archive, { recursive: true, force: true });
  });
  const sent = departures(t);
  const othersAreDone = Promise.withResolvers<void>();
  const mostAtOnce: number[] = [];
  const sites = await Promise.all(
    Array.from({ length: HOSTS }, (_, host) => {
      let atOnce = 0;
      const answer = async (response: Parameters<typeof send>[0], status: number): Promise<void> => {
        mostAtOnce[host] = Math.max(mostAtOnce[host] ?? 0, ++atOnce);
        await (host === 0 ? othersAreDone.promise : delay(10));
        atOnce--;
        send(response, "<p>ok</p>", { status });
      };
      return serve(
        t,
        (_, response) => void answer(response, 200),
        (_, response) => void answer(response, 404),
      );
    }),
  );
  const crawl = async ({ origin }: Site, host: number): Promise<void> => {
    const id = `host-${host}`;
    const source: FetchSource = { id, home: `${origin}/`, columns: [], allow: [], pace: PACE, browser: "never" };
    const session = fetcher.session(source, store.beginRun(id, new Date()).run);
    await Promise.all(PAGES.map((path) => session.fetch({ url: origin + path })));
    await session.close();
  };
  const [slow, ...others] = sites.map(crawl);
  await Promise.all(others);
  assert.equal(sent.get(sites[0]?.origin ?? "")?.length, 1, "the slow host is still at its first request");
  othersAreDone.resolve();
  await slow;
  assert.deepEqual(mostAtOnce, Array(HOSTS).fill(1));
  for (const { origin } of sites) {
    const times = sent.get(origin) ?? [];
    // A connection that breaks is asked again, at the same pace.
    assert.ok(times.length >= 1 + PAGES.length);
    const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0));
    // A millisecond is what clocks round.
    assert.ok(Math.min(...gaps) >= PACE - 1, `${origin} was asked at intervals of ${gaps.join(", ")} ms`);
  }
});
