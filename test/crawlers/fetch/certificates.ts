import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate with its key, made when a test wants it. */
export type Certified = { cert: string; key: string; name: string; privateKey: KeyObject };

type Order = {
  /** Whose it is: an authority's name, or a host. */
  name: string;
  /** Whose key signs it; its own without one. */
  issuer?: Certified;
  authority?: boolean;
  bits?: number;
  digest?: "sha256" | "sha1";
  from?: string;
  until?: string;
};

const tlv = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const value = Buffer.concat(parts);
  const { length } = value;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), value]);
};
const sequence = (...parts: Uint8Array[]): Buffer => tlv(0x30, ...parts);
const identifier = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, "hex"));
const octets = (value: Uint8Array): Buffer => tlv(0x04, value);
/** Positive: a zero before what would be a sign. */
export const integer = (value: Uint8Array): Buffer =>
  tlv(0x02, (value[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), value]) : value);
export const der = sequence;

export const pem = (kind: string, bytes: Uint8Array): string =>
  `-----BEGIN ${kind}-----\n${Buffer.from(bytes).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${kind}-----\n`;

const nameOf = (text: string): Buffer =>
  sequence(tlv(0x31, sequence(identifier("550403"), tlv(0x0c, Buffer.from(text)))));
const time = (day: string): Buffer => tlv(0x17, Buffer.from(`${day.slice(2).replaceAll("-", "")}000000Z`));
const isAddress = (name: string): boolean => /^[\d.]+$/.test(name);

const SIGNED_WITH = { sha256: "2a864886f70d01010b", sha1: "2a864886f70d010105" } as const;

/** An X.509 certificate of an RSA key. */
export function certified(order: Order): Certified {
  const { name, issuer, authority = false, bits = 2048, digest = "sha256" } = order;
  const { from = "2024-01-01", until = "2049-01-01" } = order;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const algorithm = sequence(identifier(SIGNED_WITH[digest]), tlv(0x05));
  const host = isAddress(name) ? tlv(0x87, Buffer.from(name.split(".").map(Number))) : tlv(0x82, Buffer.from(name));
  const extension = authority
    ? sequence(identifier("551d13"), tlv(0x01, Buffer.from([255])), octets(sequence(tlv(0x01, Buffer.from([255])))))
    : sequence(identifier("551d11"), octets(sequence(host)));
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.from([1, ...randomBytes(7)])),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, sequence(extension)),
  );
  const signature = sign(digest, body, issuer?.privateKey ?? privateKey);
  const cert = pem("CERTIFICATE", sequence(body, algorithm, tlv(0x03, Buffer.from([0]), signature)));
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), name, privateKey };
}
