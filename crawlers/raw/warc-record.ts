import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { WARC_1_1, WARCParser, WARCRecord, WARCSerializer, type WARCType } from "warcio";

/** A WARC record in memory. `block` is what stands after its header: an HTTP message, a rendered page, a summary. */
export type Record = {
  type: WARCType;
  /** `urn:uuid:…` */
  id: string;
  url: string | null;
  date: string;
  contentType: string;
  /** The other WARC fields, in the spelling of the standard. */
  fields: { [name: string]: string };
  block: Uint8Array;
};

/** Revisit profiles of WARC 1.1. */
export const PROFILE = {
  notModified: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
  identical: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
} as const;

/**
 * Our own fields: which crawl made a record, what the request was if not a plain GET (`POST sha256:…`, `RENDER`), and the requests
 * for data that a rendered page made (JSON).
 */
export const FIELD = { run: "Gongkai-Run", request: "Gongkai-Request", loaded: "Gongkai-Loaded" } as const;

export const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
export const digestField = (bytes: Uint8Array): string => `sha256:${digest(bytes)}`;

/** Below this, handing the work to another thread costs more than the work. */
const SMALL = 256 * 1024;

/** The record as one gzip member, which is how WARC files hold them. */
export async function compress(record: Record): Promise<Uint8Array> {
  const warc = WARCRecord.create(
    {
      type: record.type,
      date: record.date,
      ...(record.url === null ? {} : { url: record.url }),
      warcVersion: WARC_1_1,
      warcHeaders: { "WARC-Record-ID": `<${record.id}>`, "Content-Type": record.contentType },
    },
    [record.block],
  );
  // The block holds the HTTP head already, byte for byte as received.
  warc.httpHeaders = null;
  for (const [name, value] of Object.entries({ ...digests(record), ...record.fields }))
    warc.warcHeaders.headers.set(name, value);
  // Digests are made here, and none is wanted but those: warcio would start a WebAssembly machine for each.
  const plain = await WARCSerializer.serialize(warc, { gzip: false, digest: { algo: "" } });
  return plain.length < SMALL ? gzipSync(plain) : promisify(gzip)(plain);
}

/** Made here, since warcio starts a WebAssembly machine for each. The payload is the block unless `fields` say otherwise. */
function digests({ type, block }: Record): { [name: string]: string } {
  const digest = digestField(block);
  return { "WARC-Block-Digest": digest, ...(type === "revisit" ? {} : { "WARC-Payload-Digest": digest }) };
}

/** The record that an unpacked gzip member holds; null where it is none. */
export async function parseRecord(member: Uint8Array): Promise<Record | null> {
  const warc = await WARCParser.parse([member], { parseHttp: false, keepHeadersCase: true });
  if (warc === null) return null;
  const { "WARC-Type": _type, ...fields } = Object.fromEntries(warc.warcHeaders.headers);
  const block = await warc.readFully(false);
  if (block.length !== warc.warcContentLength) return null;
  return {
    type: warc.warcType,
    id: (warc.warcHeader("WARC-Record-ID") ?? "").replace(/^<|>$/g, ""),
    url: warc.warcTargetURI ?? null,
    date: warc.warcDate ?? "",
    contentType: warc.warcContentType ?? "",
    fields,
    block,
  };
}
