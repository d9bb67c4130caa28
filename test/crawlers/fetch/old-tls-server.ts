import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  privateDecrypt,
  randomBytes,
  X509Certificate,
} from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import type { Certified } from "./certificates.ts";

/** Types of records and of handshake messages. */
const [CIPHER_CHANGE, ALERT, HANDSHAKE, DATA] = [20, 21, 22, 23];
const [CLIENT_HELLO, SERVER_HELLO, CERTIFICATE, HELLO_DONE, CLIENT_KEY, FINISHED] = [1, 2, 11, 14, 16, 20];
const AES_128_GCM_WITH_RSA = Buffer.from([0x00, 0x9c]);
const SUPPORTED_VERSIONS = 0x002b;

/**
 * A server of before RFC 5746 (2010), which OpenSSL can no longer be made to play: TLS 1.2 without secure renegotiation. It answers every
 * request with the same page. `shy`: it hangs up on visitors who offer TLS 1.3.
 */
export const oldTlsServer = (certified: Certified, page: string, shy = false): Server =>
  createServer((socket) => void converse(socket, certified, page, shy).catch(() => socket.destroy()));

async function converse(socket: Socket, { cert, privateKey }: Certified, page: string, shy: boolean): Promise<void> {
  const records = recordsOf(socket);
  const next = async (): Promise<Buffer> => (await records.next()).value?.body ?? Buffer.alloc(0);
  const said: Buffer[] = [];
  const hello = await next();
  said.push(hello);
  if (hello[0] !== CLIENT_HELLO || (shy && extensionsOf(hello).includes(SUPPORTED_VERSIONS))) {
    socket.destroy();
    return;
  }
  const clientRandom = hello.subarray(6, 38);
  const serverRandom = randomBytes(32);
  const chain = sized(3, new X509Certificate(cert).raw);
  for (const message of [
    handshake(
      SERVER_HELLO,
      Buffer.from([3, 3]),
      serverRandom,
      Buffer.from([0]),
      AES_128_GCM_WITH_RSA,
      Buffer.from([0]),
    ),
    handshake(CERTIFICATE, sized(3, chain)),
    handshake(HELLO_DONE),
  ]) {
    said.push(message);
    socket.write(record(HANDSHAKE, message));
  }
  const exchange = await next();
  if (exchange[0] !== CLIENT_KEY) throw new Error("no key");
  said.push(exchange);
  const padding = constants.RSA_PKCS1_PADDING;
  const premaster = privateDecrypt({ key: privateKey, padding }, exchange.subarray(6));
  const master = pseudorandom(premaster, "master secret", Buffer.concat([clientRandom, serverRandom]), 48);
  const keys = pseudorandom(master, "key expansion", Buffer.concat([serverRandom, clientRandom]), 40);
  const theirs = channel(keys.subarray(0, 16), keys.subarray(32, 36));
  const ours = channel(keys.subarray(16, 32), keys.subarray(36, 40));
  await next();
  said.push(theirs.open(HANDSHAKE, await next()));
  const digest = createHash("sha256").update(Buffer.concat(said)).digest();
  const finished = handshake(FINISHED, pseudorandom(master, "server finished", digest, 12));
  socket.write(record(CIPHER_CHANGE, Buffer.from([1])));
  socket.write(record(HANDSHAKE, ours.seal(HANDSHAKE, finished)));
  theirs.open(DATA, await next());
  const body = Buffer.from(page);
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.write(record(DATA, ours.seal(DATA, Buffer.concat([Buffer.from(head), body]))));
  socket.end(record(ALERT, ours.seal(ALERT, Buffer.from([1, 0]))));
}

async function* recordsOf(socket: Socket): AsyncGenerator<{ body: Buffer }, undefined> {
  let had = Buffer.alloc(0);
  for await (const chunk of socket) {
    had = Buffer.concat([had, chunk]);
    while (had.length >= 5 && had.length >= 5 + had.readUInt16BE(3)) {
      const end = 5 + had.readUInt16BE(3);
      yield { body: had.subarray(5, end) };
      had = had.subarray(end);
    }
  }
  return undefined;
}

/** The kinds of extensions in a ClientHello. */
function extensionsOf(hello: Buffer): number[] {
  let at = 38;
  at += 1 + hello.readUInt8(at);
  at += 2 + hello.readUInt16BE(at);
  at += 1 + hello.readUInt8(at) + 2;
  const kinds: number[] = [];
  for (; at + 4 <= hello.length; at += 4 + hello.readUInt16BE(at + 2)) kinds.push(hello.readUInt16BE(at));
  return kinds;
}

function sized(bytes: number, value: Uint8Array): Buffer {
  const size = Buffer.alloc(bytes);
  size.writeUIntBE(value.length, 0, bytes);
  return Buffer.concat([size, value]);
}

const record = (type: number, body: Uint8Array): Buffer => Buffer.concat([Buffer.from([type, 3, 3]), sized(2, body)]);
const handshake = (type: number, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([type]), sized(3, Buffer.concat(parts))]);

/** The pseudorandom function of TLS 1.2 (RFC 5246, 5). */
function pseudorandom(secret: Uint8Array, label: string, seed: Uint8Array, length: number): Buffer {
  const all = Buffer.concat([Buffer.from(label), seed]);
  const hmac = (data: Uint8Array): Buffer => createHmac("sha256", secret).update(data).digest();
  const blocks: Buffer[] = [];
  for (let a = hmac(all); blocks.length * 32 < length; a = hmac(a)) blocks.push(hmac(Buffer.concat([a, all])));
  return Buffer.concat(blocks).subarray(0, length);
}

/** One direction of a connection, encrypted with AES-128-GCM (RFC 5288). */
function channel(key: Uint8Array, salt: Uint8Array) {
  let sent = 0n;
  const about = (type: number, length: number): Buffer => {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(sent++);
    return Buffer.concat([number, Buffer.from([type, 3, 3, length >> 8, length & 255])]);
  };
  return {
    seal(type: number, text: Uint8Array): Buffer {
      const explicit = randomBytes(8);
      const cipher = createCipheriv("aes-128-gcm", key, Buffer.concat([salt, explicit]));
      cipher.setAAD(about(type, text.length));
      return Buffer.concat([explicit, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    },
    open(type: number, sealed: Buffer): Buffer {
      const decipher = createDecipheriv("aes-128-gcm", key, Buffer.concat([salt, sealed.subarray(0, 8)]));
      decipher.setAAD(about(type, sealed.length - 24));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(8, -16)), decipher.final()]);
    },
  };
}
