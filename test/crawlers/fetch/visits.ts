import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Fetched, type FetchSession, type FetchSource, openFetcher } from "../../../crawlers/fetch/index.ts";
import { openRawStore, type RawStore } from "../../../crawlers/raw/index.ts";

export type Site = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** What was asked for, in order: `GET /path`. robots.txt is left out. */
  asked: string[];
  robotsAsked: number;
};

/** A real server on loopback; robots.txt is 404 unless the handler answers it. */
export async function serve(t: TestContext, handler: RequestListener, robots?: RequestListener): Promise<Site> {
  const site: Site = { origin: "", asked: [], robotsAsked: 0 };
  const server = createServer((request, response) => {
    if (request.url === "/robots.txt") {
      site.robotsAsked++;
      return robots ? robots(request, response) : send(response, "none", { status: 404 });
    }
    site.asked.push(`${request.method} ${request.url}`);
    handler(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  site.origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return site;
}

export function send(
  response: ServerResponse,
  body: string | Uint8Array,
  { status = 200, ...headers }: { status?: number; [header: string]: string | string[] | number } = {},
): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers });
  response.end(body);
}

export const redirect = (response: ServerResponse, to: string, headers: { [header: string]: string } = {}): void =>
  send(response, "", { status: 302, Location: to, ...headers });

export type Visit = {
  store: RawStore;
  archive: string;
  session: FetchSession;
  run: string;
  get(path: string): Promise<Fetched>;
  /** The session of the next night, over the same archive. */
  next(): FetchSession;
  /** The session of the same run after an interruption. */
  resumed(): FetchSession;
  /** Milliseconds that the visitor believes have passed. */
  clock: { now: number };
};

/** A visit to a site: a fresh archive, no pace, and a clock that only waiting moves. */
export async function visit(t: TestContext, site: Site, about: Partial<FetchSource> = {}): Promise<Visit> {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-fetch-"));
  const store = await openRawStore(archive, "write");
  const clock = { now: Date.UTC(2026, 0, 1) };
  const fetcher = openFetcher({
    store,
    userAgentContact: "archive@example.org",
    now: () => clock.now,
    sleep: async (ms) => {
      clock.now += ms;
    },
  });
  const source: FetchSource = {
    id: "shiqiao",
    home: `${site.origin}/`,
    columns: [],
    allow: [],
    pace: 0,
    browser: "auto",
    ...about,
  };
  const { run } = store.beginRun(source.id, new Date(clock.now));
  const session = fetcher.session(source, run);
  t.after(async () => {
    await session.close();
    await fetcher.close();
    await store.close();
    rmSync(archive, { recursive: true, force: true });
  });
  let nights = 0;
  return {
    store,
    archive,
    session,
    run,
    clock,
    get: (path) => session.fetch({ url: new URL(path, site.origin).href }),
    next: () => fetcher.session(source, `${source.id}@2026-02-0${++nights}T00:00:00.000Z`),
    resumed: () => fetcher.session(source, run),
  };
}

/** Everything a client sends with a request, for asking about it later. */
export const headersOf = (request: IncomingMessage): { [name: string]: string } =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
