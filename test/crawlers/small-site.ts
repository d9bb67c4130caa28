import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { Source } from "../../data/sources/index.ts";

/** What a path answers: a page's HTML, or a file, or a status. */
export type Answer =
  | string
  | { body?: string | Uint8Array; type?: string; status?: number; headers?: Record<string, string> };

export type SmallSite = {
  origin: string;
  /** Path with query → answer; may be changed between visits. A path that is not here is 404. */
  pages: Record<string, Answer>;
  /** Every request since the last `forget`, as "200 /path". */
  log: string[];
  forget(): void;
  /** The site as a source; its home is "/". */
  source(some?: Partial<Source>): Source;
  close(): Promise<void>;
};

/** A government site of a few pages on loopback, that confirms by ETag what has not changed. */
export async function smallSite(id: string, pages: Record<string, Answer>): Promise<SmallSite> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const answer = pages[path] ?? { status: 404, body: "404" };
    const {
      body = "",
      type = "text/html; charset=utf-8",
      status = 200,
      headers = {},
    } = typeof answer === "string" ? { body: answer } : answer;
    const etag = `"${createHash("sha1").update(body).digest("hex")}"`;
    const same = status === 200 && request.headers["if-none-match"] === etag;
    log.push(`${same ? 304 : status} ${path}`);
    response.writeHead(same ? 304 : status, { "content-type": type, ...(status === 200 ? { etag } : {}), ...headers });
    response.end(same ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    pages,
    log,
    forget: () => void log.splice(0),
    source: (some = {}) => ({
      ...{ id, name: "青溪市人民政府", division: "410106", home: `${origin}/`, columns: [], allow: [] },
      ...{ browser: "auto", pace: 0, ...some },
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A report's page as a TRS site makes it. */
export const reportPage = (title: string, after = ""): string =>
  `<html><head><title>${title}_青溪市人民政府</title><meta name="ArticleTitle" content="${title}"><meta name="ColumnName" content="政府信息公开年报"></head>
  <body><div class="TRS_Editor"><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p></div>${after}</body></html>`;

/** A row of a listing. */
export const row = (href: string, title: string, date = "2024-01-24"): string =>
  `<li><a href="${href}" title="${title}">${title.slice(0, 14)}…</a><span>${date}</span></li>`;
