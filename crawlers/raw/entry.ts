import { randomUUID } from "node:crypto";
import { z } from "zod";
import { decodeBody } from "./content-encoding.ts";
import {
  header,
  parseMessage,
  placeUrl,
  requestLine,
  requestUrl,
  serializeMessage,
  withoutTransferEncoding,
} from "./http-message.ts";
import { type Entry, type Reference, requestBodyDigest } from "./response-index.ts";
import type { Indexed } from "./response-row.ts";
import type { Exchange, HeaderList, LoadRequest, RequestKey, Shown, StoredResponse } from "./types.ts";
import { verdict } from "./verdict.ts";
import { digest, digestField, FIELD, PROFILE, type Record } from "./warc-record.ts";

const RESPONSE = "application/http; msgtype=response";
const REQUEST = "application/http; msgtype=request";
const RENDERED = "text/html; charset=utf-8";

/** Headers as those of a response, with what the page loaded. */
const renderedHeaders = (loaded: string | undefined): HeaderList => [
  ["Content-Type", RENDERED],
  ...(loaded === undefined ? [] : [[FIELD.loaded, loaded] satisfies HeaderList[number]]),
];

const Loaded = z.array(
  z.object({
    url: z.string(),
    method: z.enum(["GET", "POST"]).optional(),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
);

/** The requests for data that a rendered page made while it was shown. */
export function loadedBy({ headers }: Pick<StoredResponse, "headers">): LoadRequest[] {
  return Loaded.parse(JSON.parse(header(headers, FIELD.loaded) ?? "[]"));
}

/** JSON in ASCII: what else stands in a field of a record, its readers take for what they like. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

const newId = (): string => `urn:uuid:${randomUUID()}`;

/** The records of an exchange. Where another record holds the body already, the response becomes a revisit of that. */
export function exchangeRecords(run: string, exchange: Exchange, holder: Indexed | null): [Record, Record] {
  const url = requestUrl(exchange.request.url);
  const date = exchange.retrieved.toISOString();
  const id = newId();
  const statusLine = `HTTP/1.1 ${exchange.status} ${exchange.statusText}`.trimEnd();
  const headers = withoutTransferEncoding(exchange.headers);
  const profile = exchange.status === 304 ? PROFILE.notModified : PROFILE.identical;
  const response: Record = {
    type: holder ? "revisit" : "response",
    id,
    url,
    date,
    contentType: RESPONSE,
    fields: {
      ...ourFields(run, exchange.request),
      ...(exchange.status === 304 ? {} : { "WARC-Payload-Digest": digestField(exchange.body) }),
      ...(holder ? revisitFields(profile, holder) : {}),
    },
    block: serializeMessage(statusLine, headers, holder ? new Uint8Array() : exchange.body),
  };
  const posted = Buffer.from(exchange.request.body ?? "");
  const request: Record = {
    type: "request",
    id: newId(),
    url,
    date,
    contentType: REQUEST,
    fields: {
      [FIELD.run]: run,
      "WARC-Concurrent-To": `<${id}>`,
      "WARC-Payload-Digest": digestField(posted),
    },
    block: serializeMessage(requestLine(exchange.request), exchange.requestHeaders, posted),
  };
  return [response, request];
}

/** The record of a rendered page: a conversion of the page's response, or a revisit of the same DOM made before. */
export function renderedRecord(run: string, page: Indexed, shown: Shown, date: Date, holder: Indexed | null): Record {
  const block = Buffer.from(shown.html);
  const loaded = shown.loaded.map(({ url, method, body, headers }) => ({ url, method, body, headers }));
  return {
    type: holder ? "revisit" : "conversion",
    id: newId(),
    url: placeUrl(shown.url),
    date: date.toISOString(),
    contentType: RENDERED,
    fields: {
      ...ourFields(run, { method: "RENDER", url: shown.url }),
      [FIELD.loaded]: asciiJson(loaded),
      "WARC-Payload-Digest": digestField(block),
      ...(holder ? revisitFields(PROFILE.identical, holder) : { "WARC-Refers-To": `<${page.bodyRecord}>` }),
    },
    block: holder ? new Uint8Array() : block,
  };
}

function ourFields(run: string, request: RequestKey): { [name: string]: string } {
  if (request.method === "GET") return { [FIELD.run]: run };
  const body = request.body ? ` sha256:${requestBodyDigest(request.body)}` : "";
  return { [FIELD.run]: run, [FIELD.request]: request.method + body };
}

const revisitFields = (profile: string, holder: Indexed): { [name: string]: string } => ({
  "WARC-Profile": profile,
  "WARC-Refers-To": `<${holder.bodyRecord}>`,
  "WARC-Refers-To-Target-URI": holder.bodyUrl,
  "WARC-Refers-To-Date": holder.bodyRetrieved,
});

const Request = z
  .string()
  .regex(/^(GET|POST|RENDER)( sha256:[0-9a-f]{64})?$/)
  .transform((field) => {
    const [method, body = ""] = field.split(" sha256:");
    return { method: z.enum(["GET", "POST", "RENDER"]).parse(method), requestBody: body };
  });

/** What the index takes up of a record; null for those that hold no response to a crawl's request. */
export function entryOf(record: Record): Entry | null {
  const run = record.fields[FIELD.run];
  if (run === undefined || record.url === null || !["response", "revisit", "conversion"].includes(record.type))
    return null;
  const { method, requestBody } = Request.parse(record.fields[FIELD.request] ?? "GET");
  const { status, headers, body } =
    method === "RENDER"
      ? { status: 200, headers: renderedHeaders(record.fields[FIELD.loaded]), body: record.block }
      : responseOf(record.block);
  const entry = {
    run,
    method,
    url: record.url,
    requestBody,
    status,
    headers,
    retrieved: record.date,
    recordId: record.id,
    payloadDigest: (record.fields["WARC-Payload-Digest"] ?? "").replace(/^sha256:/, ""),
  };
  if (record.type === "revisit") return { ...entry, content: { refersTo: referredTo(record.fields) } };
  const decoded = decodedOrNull(body, header(headers, "content-encoding"));
  return {
    ...entry,
    content: { body: decoded, sha256: decoded && digest(decoded), verdict: verdict(status, headers, decoded) },
  };
}

const referredTo = (fields: Record["fields"]): Reference => ({
  recordId: (fields["WARC-Refers-To"] ?? "").replace(/^<|>$/g, ""),
  url: fields["WARC-Refers-To-Target-URI"] ?? "",
});

/** The body that a record holds, content encoding undone. */
export function decodedBody(record: Record): Uint8Array {
  if (record.type === "conversion") return record.block;
  const { headers, body } = parseMessage(record.block);
  return decodeBody(body, header(headers, "content-encoding"));
}

function responseOf(block: Uint8Array): { status: number; headers: HeaderList; body: Uint8Array } {
  const { startLine, headers, body } = parseMessage(block);
  return { status: Number(startLine.split(" ")[1]), headers, body };
}

/** A body that is not encoded as its header says is a finding about the server: it is kept as received. */
function decodedOrNull(body: Uint8Array, contentEncoding: string | null): Uint8Array | null {
  try {
    return decodeBody(body, contentEncoding);
  } catch {
    return null;
  }
}
