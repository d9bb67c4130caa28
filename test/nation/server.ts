import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A request as a site sees it. */
export type Ask = {
  method: string;
  /** The path as asked for, percent-encoding undone, without the query. */
  path: string;
  query: URLSearchParams;
  /** The form or JSON that a POST carries. */
  body: string;
  /** `127.0.0.1:40123` */
  host: string;
  referer: string | null;
  cookie: string | null;
};

export type Answer = {
  status?: number;
  /** The whole Content-Type. */
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
  /** For Last-Modified; an answer without it has an ETag alone. */
  modified?: Date;
};

/** What a site answers; null: it has no such page. */
export type Route = (ask: Ask) => Answer | null;

/** One request that a host was asked and how it answered, in the order of the answers; `bytes` went over the wire for it, head and body. */
export type LoggedRequest = {
  site: string;
  host: string;
  method: string;
  url: string;
  status: number;
  bytes: number;
  time: Date;
};

/**
 * How a host behaves whatever is asked of it: `status` instead of every answer, `delay` in milliseconds before each,
 * and nothing is answered before `ready` is fulfilled.
 */
export type Mood = { status: number | null; delay: number; ready: Promise<void> };

export type RunningHost = { origin: string; mood: Mood; close(): Promise<void> };

/** Serves a site on a port of its own on 127.0.0.1, with ETag and Last-Modified, answering conditional requests with 304. */
export async function serve(site: string, route: Route, log: LoggedRequest[]): Promise<RunningHost> {
  const mood: Mood = { status: null, delay: 0, ready: Promise.resolve() };
  const server = createServer((request, response) => {
    handle(site, route, mood, request, response, log).catch((error: unknown) => {
      // A visitor that was killed in the middle of its request is none of the site's faults.
      if (response.destroyed) return;
      send({ ...refusal(500), body: String(error) }, request, response);
      const { method = "", url = "" } = request;
      log.push({ site, host: "", method, url, status: 500, bytes: 0, time: new Date() });
    });
  });
  const origin = await listen(server);
  return {
    origin,
    mood,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the server has no port"));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

async function handle(
  site: string,
  route: Route,
  mood: Mood,
  request: IncomingMessage,
  response: ServerResponse,
  log: LoggedRequest[],
): Promise<void> {
  const host = request.headers.host ?? "";
  const url = new URL(request.url ?? "/", `http://${host}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  if (mood.delay > 0) await sleep(mood.delay);
  await mood.ready;
  const ask: Ask = {
    method: request.method ?? "GET",
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    body: Buffer.concat(chunks).toString("utf8"),
    host,
    referer: request.headers.referer ?? null,
    cookie: request.headers.cookie ?? null,
  };
  const answer = mood.status === null ? (route(ask) ?? notFound) : refusal(mood.status);
  // What is waiting to be sent counts as written.
  const written = (): number => request.socket.bytesWritten;
  const before = written();
  const status = send(answer, request, response);
  log.push({ site, host, method: ask.method, url: url.href, status, bytes: written() - before, time: new Date() });
}

/** Sends the answer, or 304 where the visitor has it already; gives the status sent. */
function send(answer: Answer, request: IncomingMessage, response: ServerResponse): number {
  const body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  const status = answer.status ?? 200;
  const headers: Record<string, string> = { "content-type": answer.type, ...answer.headers };
  if (status === 200) {
    headers.etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 20)}"`;
    if (answer.modified !== undefined) headers["last-modified"] = answer.modified.toUTCString();
    if (has(request, headers.etag, answer.modified)) {
      response.writeHead(304, headers).end();
      return 304;
    }
  }
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
  return status;
}

/** If-None-Match decides; only without it does If-Modified-Since (RFC 9110, 13.2.2). */
function has(request: IncomingMessage, etag: string, modified: Date | undefined): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const match = request.headers["if-none-match"];
  if (match !== undefined) return match.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, "") === etag || tag === "*");
  const since = Date.parse(request.headers["if-modified-since"] ?? "");
  return modified !== undefined && Math.floor(modified.getTime() / 1000) * 1000 <= since;
}

const page = (status: number, words: string): Answer => ({
  status,
  type: "text/html; charset=utf-8",
  body: `<html><head><title>${status} ${words}</title></head><body><center><h1>${status} ${words}</h1></center><hr><center>nginx</center></body></html>`,
});

const notFound = page(404, "Not Found");
const refusal = (status: number): Answer =>
  page(status, status === 403 ? "Forbidden" : "Service Temporarily Unavailable");
