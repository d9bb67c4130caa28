import { constants } from "node:crypto";
import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { type HeaderList, mediaType } from "../raw/index.ts";
import { FetchError, FetchFailed } from "./errors.ts";
import { isPrivate, privateAddress } from "./hosts.ts";

/** Larger than any report; what goes on longer is no report. */
const LARGEST_BODY = 60 * 1024 * 1024;
/** Larger than any page, pictures within it and all. */
const LARGEST_PAGE = 16 * 1024 * 1024;
const CONNECT_MS = 30_000;
const HEADERS_MS = 30_000;
const BODY_MS = 120_000;

/**
 * Many county sites still run servers that modern TLS refuses to talk to: what they publish is public, so we do. Certificates are
 * verified all the same, weak as their keys may be. What OpenSSL is built without (RC4, 3DES, SSL 3) stays out of reach.
 */
const LEGACY_TLS = {
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION,
  ciphers: "ALL:!aNULL:@SECLEVEL=0",
  ecdhCurve: "X25519:P-256:P-384:P-521:secp224r1:prime192v1:secp256k1",
  minVersion: "TLSv1",
  // Some hang up on who offers a version that they have never heard of.
  maxVersion: "TLSv1.2",
} as const;

export type Sent = { url: string; method: "GET" | "POST"; headers: HeaderList; body: string | null };
export type Received = { status: number; statusText: string; headers: HeaderList; body: Uint8Array };

/** No answer, or none that could be read to its end. */
export class NoAnswer extends FetchFailed {
  override name = "NoAnswer";
  /** Asking again soon may help. */
  readonly temporary: boolean;
  constructor(url: string, code: string, message: string, temporary: boolean, options?: ErrorOptions) {
    super(url, code, message, null, options);
    this.temporary = temporary;
  }
}

/** Sends one HTTP/1.1 request at a time over kept-alive connections: no redirects, nothing decoded, limits on time and size. */
export class Transport {
  readonly #agents = new Map<string, Agent>();
  readonly #legacyHosts = new Set<string>();

  /** `privateToo`: the source names this host, so it may resolve to a private address. */
  async send(sent: Sent, privateToo: boolean): Promise<Received> {
    const { host } = new URL(sent.url);
    const isLegacy = this.#legacyHosts.has(host);
    try {
      return await this.#exchange(sent, this.#agent(privateToo, isLegacy));
    } catch (error) {
      if (isLegacy || !mayWantLegacy(error)) throw typed(sent.url, error);
    }
    try {
      const received = await this.#exchange(sent, this.#agent(privateToo, true));
      this.#legacyHosts.add(host);
      return received;
    } catch (error) {
      throw typed(sent.url, error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  async #exchange({ url, method, headers, body }: Sent, dispatcher: Agent): Promise<Received> {
    const control = new AbortController();
    const response = await request(url, {
      dispatcher,
      method,
      body,
      headers: headers.flat(),
      responseHeaders: "raw",
      signal: control.signal,
    });
    const late = setTimeout(
      () => control.abort(new NoAnswer(url, "timeout", `the body took longer than ${BODY_MS / 1000} s`, false)),
      BODY_MS,
    );
    try {
      const headers = pairs(response.headers);
      const largest = /html/.test(mediaType(headers) ?? "") ? LARGEST_PAGE : LARGEST_BODY;
      const received = await read(url, response.body, largest);
      return { status: response.statusCode, statusText: response.statusText, headers, body: received };
    } finally {
      clearTimeout(late);
    }
  }

  #agent(privateToo: boolean, legacy: boolean): Agent {
    const key = `${privateToo} ${legacy}`;
    const agent =
      this.#agents.get(key) ??
      new Agent({
        allowH2: false,
        headersTimeout: HEADERS_MS,
        bodyTimeout: HEADERS_MS,
        connect: {
          timeout: CONNECT_MS,
          ...(privateToo ? {} : { lookup: publicLookup }),
          ...(legacy ? LEGACY_TLS : {}),
        },
      });
    this.#agents.set(key, agent);
    return agent;
  }
}

async function read(url: string, body: AsyncIterable<unknown>, largest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a body that is no bytes");
    size += chunk.length;
    if (size > largest)
      throw new NoAnswer(url, "too_large", `the body is larger than ${largest / 1024 ** 2} MB`, false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** With `responseHeaders: "raw"` undici gives names and values by turns, though its types say otherwise. */
function pairs(raw: unknown): HeaderList {
  if (!Array.isArray(raw)) throw new TypeError("undici gives no raw headers");
  return Array.from({ length: raw.length / 2 }, (_, i) => [String(raw[2 * i]), String(raw[2 * i + 1])]);
}

/** Checked where the connection is made, so that no second look-up can give another answer. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const hidden = addresses?.find(({ address }) => isPrivate(address));
    const [first] = addresses ?? [];
    if (error) callback(error, "", 0);
    else if (hidden) callback(privateAddress(hostname, hidden.address), "", 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family ?? 0);
  });
};

/** OpenSSL's faults of a certificate that Node has no name for: its key or digest is too weak, for one. */
const UNNAMED = "UNSPECIFIED";
const TLS_FAULT =
  /^(ERR_SSL|ERR_TLS|EPROTO|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH|ERROR_IN_CERT|UNSPECIFIED)/;

/** Whether a server that fails so may be one that only knows TLS as it was: it says so, is too weak, or hangs up at the first word. */
function mayWantLegacy(error: unknown): boolean {
  const code = codeOf(error);
  const hungUp = code === "ECONNRESET" && error instanceof Error && /before secure TLS connection/.test(error.message);
  return /^(ERR_SSL_|EPROTO)/.test(code) || code === UNNAMED || hungUp;
}

function typed(url: string, error: unknown): Error {
  if (error instanceof FetchError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const why = (word: string, sentence: string, temporary: boolean): NoAnswer =>
    new NoAnswer(url, word, sentence, temporary, { cause: error });
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return why("timeout", "no answer in time", true);
  if (/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|EAI_AGAIN)$/.test(code))
    return why("unreachable", "the connection broke", true);
  if (TLS_FAULT.test(code))
    return why(
      "tls",
      `TLS fails (${code === UNNAMED ? message : code}); where the site also answers on http, say so in its entry`,
      false,
    );
  if (/^(E[A-Z]+)$/.test(code)) return why("unreachable", `cannot be reached (${code})`, false);
  if (/^(HPE_|UND_ERR_)/.test(code)) return why("bad_http", `answers what is not HTTP (${code})`, false);
  return error instanceof Error ? error : new Error(message);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
