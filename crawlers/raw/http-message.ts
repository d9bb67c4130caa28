import { basename } from "node:path/posix";
import type { HeaderList, RequestKey } from "./types.ts";

/** The value of a header, whatever its spelling; the first where it is repeated. */
export function header(headers: HeaderList, name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([n]) => n.toLowerCase() === wanted)?.[1] ?? null;
}

/** The address without its fragment, as requests and the index know it. Double slashes and odd cases stay: they mean something to these sites. */
export function requestUrl(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}

/** An address with the route that its fragment names: where a person finds something, and what a browser is sent to. */
export const placeUrl = (url: string): string => new URL(url).href;

/**
 * The address of what a request is answered with: the request's own, and where something is posted, that as its fragment, so
 * that the answers of one endpoint have an address each. Asking for it asks the endpoint.
 */
export function answerUrl({ url, body }: Pick<RequestKey, "url" | "body">): string {
  if (!body) return requestUrl(url);
  const address = new URL(url);
  address.hash = body;
  return address.href;
}

/** Where a redirect leads; null where the response is none. */
export function redirectTarget({
  status,
  headers,
  url,
}: {
  status: number;
  headers: HeaderList;
  url: string;
}): string | null {
  const location = REDIRECTS.has(status) ? header(headers, "location") : null;
  if (location === null) return null;
  // Bytes that are no ASCII are asked for as they were sent: only the server knows its charset.
  const target = location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return URL.canParse(target, url) ? requestUrl(new URL(target, url).href) : null;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** `text/html` of `Text/HTML; charset=gbk`. */
export function mediaType(headers: HeaderList): string | null {
  return header(headers, "content-type")?.split(";")[0]?.trim().toLowerCase() || null;
}

/** The name a server gives a file, else the last segment of the path where that has an extension. */
export function fileName(headers: HeaderList, url: string): string | null {
  const disposition = header(headers, "content-disposition") ?? "";
  const extended = /filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(disposition);
  if (extended?.[1] && extended[2]) return basename(percentDecoded(extended[2], extended[1]));
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition);
  const given = (plain?.[1] ?? plain?.[2])?.trim();
  if (given) return basename(percentDecoded(utf8OrGbk(Buffer.from(given, "latin1")), "utf-8"));
  const last = percentDecoded(basename(new URL(url).pathname), "utf-8");
  return /\.\w{1,8}$/.test(last) ? last : null;
}

function percentDecoded(text: string, charset: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  const bytes = Buffer.from(
    Buffer.from(text)
      .toString("latin1")
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
  return /^gb/i.test(charset) ? new TextDecoder("gb18030").decode(bytes) : utf8OrGbk(bytes);
}

/** Servers put raw UTF-8 or GBK bytes into headers and paths, without saying which. */
function utf8OrGbk(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The message as it goes over the wire, head in Latin-1 so that every byte of a header survives. */
export function serializeMessage(startLine: string, headers: HeaderList, body: Uint8Array): Uint8Array {
  const head = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}

export function parseMessage(message: Uint8Array): { startLine: string; headers: HeaderList; body: Uint8Array } {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const end = bytes.indexOf("\r\n\r\n");
  const [startLine = "", ...lines] = bytes.toString("latin1", 0, end < 0 ? bytes.length : end).split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { startLine, headers, body: end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 4) };
}

/** `GET /path?query HTTP/1.1` */
export function requestLine(request: RequestKey): string {
  const { pathname, search } = new URL(request.url);
  return `${request.method} ${pathname}${search} HTTP/1.1`;
}

/**
 * The body is stored with its transfer-encoding undone, so that header must not stand there any more:
 * WARC tools keep it under this name.
 */
export function withoutTransferEncoding(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) =>
    name.toLowerCase() === "transfer-encoding" ? [`X-Archive-Orig-${name}`, value] : [name, value],
  );
}
