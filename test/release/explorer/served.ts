import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** A folder on loopback, as any web server gives it. */
export type Served = {
  /** Ends with a slash. */
  url: string;
  /** Every request: its path, the range that it asked for, and how many bytes it was given. */
  asked: { path: string; range: string | null; bytes: number }[];
  /** The file whose connection breaks halfway, from now on. */
  cut: string | null;
  close(): Promise<void>;
};

export type ServedOptions = {
  /** Without it, it is one of the plain servers that know none (python3 -m http.server). */
  ranges?: boolean;
  /** Says when a file was last modified, and of one that the browser has, that it is still the same (304), also where a range is asked. */
  dated?: boolean;
  /** Sent with a file, beside or instead of what else is. */
  headers?: (file: string) => Readonly<Record<string, string>>;
};

/** Serves a folder under a path of its own. */
export async function serve(
  folder: string,
  { ranges = true, dated = false, headers = () => ({}) }: ServedOptions = {},
): Promise<Served> {
  const asked: Served["asked"] = [];
  const state: Pick<Served, "cut"> = { cut: null };
  const server = createServer((request, response) => {
    void (async () => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://loopback").pathname));
      const within = path.startsWith("/some/folder/") ? path.slice("/some/folder/".length) : null;
      const file = within === null ? null : join(folder, within === "" ? "index.html" : within);
      const found = file === null ? undefined : await stat(file).catch(() => undefined);
      if (file === null || found === undefined) {
        asked.push({ path, range: null, bytes: 0 });
        response.writeHead(404).end();
        return;
      }
      const { size } = found;
      const modified = found.mtime.toUTCString();
      if (dated && request.headers["if-modified-since"] === modified) {
        asked.push({ path: within ?? "", range: null, bytes: 0 });
        response.writeHead(304).end();
        return;
      }
      const range = request.headers.range ?? null;
      const match = ranges && range !== null ? /^bytes=(\d+)-(\d*)$/.exec(range) : null;
      const start = match ? Number(match[1]) : 0;
      const end = match?.[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
      const bytes = request.method === "HEAD" ? 0 : Math.max(0, end - start + 1);
      asked.push({ path: within ?? "", range, bytes });
      response.writeHead(match ? 206 : 200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-length": end - start + 1,
        ...(ranges ? { "accept-ranges": "bytes" } : {}),
        ...(match ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
        ...(dated ? { "last-modified": modified } : {}),
        ...headers(file),
      });
      if (bytes === 0) response.end();
      else {
        const half = within === state.cut ? Math.floor((start + end) / 2) : end;
        await pipeline(createReadStream(file, { start, end: half }), response, { end: half === end }).catch(() => null);
        if (half < end) response.destroy();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return Object.assign(state, {
    url: `http://127.0.0.1:${address.port}/some/folder/`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
