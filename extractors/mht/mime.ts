import { latin1 } from "../carrier.ts";

/** A part of a MIME message: its headers by their lower-case names, and its bytes as they were before they were encoded. */
export type MimePart = { headers: ReadonlyMap<string, string>; body: Uint8Array };

/** Parts within parts within parts; no program nests them deeper. */
const MAX_DEPTH = 5;
const MAX_PARTS = 10_000;

/** The parts of a message, those of parts that are messages of parts in their place; null where their end is missing. */
export function mimeParts(bytes: Uint8Array): MimePart[] | null {
  return partsIn(latin1(bytes).replace(/^\s+/, ""), 0);
}

/** `multipart/related; boundary="…"`. */
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i;

function partsIn(message: string, depth: number): MimePart[] | null {
  const { headers, body } = headAndBody(message);
  const [, quoted, bare] = BOUNDARY.exec(headers.get("content-type") ?? "") ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined || depth > MAX_DEPTH) return [{ headers, body: decoded(body, headers) }];
  // A boundary stands at the beginning of a line, and after the last part it ends in two hyphens.
  const pieces = `\n${body}`.split(new RegExp(`\n--${RegExp.escape(boundary)}(?=--|\\s)`));
  if (pieces.length < 3 || pieces.length > MAX_PARTS || !pieces.at(-1)?.startsWith("--")) return null;
  const parts: MimePart[] = [];
  for (const piece of pieces.slice(1, -1)) {
    const found = partsIn(piece.replace(/^[^\n]*\n/, ""), depth + 1);
    if (found === null) return null;
    parts.push(...found);
  }
  return parts;
}

function headAndBody(message: string): { headers: Map<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(message);
  const head = end ? message.slice(0, end.index) : message;
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return { headers: new Map(headers), body: end ? message.slice(end.index + end[0].length) : "" };
}

function decoded(body: string, headers: ReadonlyMap<string, string>): Uint8Array {
  const encoding = headers.get("content-transfer-encoding")?.trim().toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const text = body
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, "latin1");
}
