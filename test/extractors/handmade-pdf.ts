import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** A page of a PDF made by hand: its content stream, on portrait A4. `copies`: how many pages of the document it is. */
export type HandmadePage = {
  content: string;
  rotate?: number;
  copies?: number;
  compressed?: boolean;
  entries?: string;
  /** Resources of the page besides its fonts. */
  resources?: string;
};

/** What a document has besides its pages: objects by number (100 and up), and what its catalog says of them. */
export type Attached = { objects: Map<number, string>; catalog: string };

const HEIGHT = 842;

/**
 * A PDF as small as the format allows, with the fonts F1 (Helvetica) and F2 (a Chinese font that is not embedded, as old
 * government PDFs have). Encrypted with 40-bit RC4 where a password is given, "" too.
 */
export function handmadePdf(pages: HandmadePage[], password?: string, attached?: Attached): Uint8Array {
  const encryption = password === undefined ? null : encrypt(password);
  const kids = pages.flatMap(({ copies = 1 }, i) => Array.from({ length: copies }, () => `${10 + 2 * i} 0 R`));
  const objects = new Map<number, string>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${attached?.catalog ?? ""} >>`],
    [2, `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${kids.length} >>`],
    [3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
    [4, "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"],
    [
      5,
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo 6 0 R /FontDescriptor 7 0 R /DW 1000 >>",
    ],
    [6, "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"],
    [
      7,
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880 /ItalicAngle 0 /StemV 93 /FontBBox [-25 -254 1000 880] >>",
    ],
  ]);
  if (encryption) {
    objects.delete(6); // its strings would have to be encrypted too
    objects.set(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    objects.set(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    objects.set(8, encryption.dictionary);
  }
  for (const [number, body] of attached?.objects ?? []) objects.set(number, body);
  pages.forEach(({ content, rotate = 0, compressed = false, entries = "", resources = "" }, i) => {
    const plain = compressed ? deflateSync(Buffer.from(content, "latin1")).toString("latin1") : content;
    const data = encryption ? encryption.of(plain, 11 + 2 * i) : plain;
    const filter = compressed ? " /Filter /FlateDecode" : "";
    objects.set(
      10 + 2 * i,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${HEIGHT}] /Rotate ${rotate} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${resources} >> /Contents ${11 + 2 * i} 0 R ${entries} >>`,
    );
    objects.set(11 + 2 * i, `<< /Length ${data.length}${filter} >>\nstream\n${data}\nendstream`);
  });

  let file = "%PDF-1.4\n";
  const offsets = new Map<number, number>();
  for (const [number, body] of objects) {
    offsets.set(number, file.length);
    file += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const xref = file.length;
  const size = Math.max(...objects.keys()) + 1;
  file += `xref\n0 1\n0000000000 65535 f \n`;
  for (const [number, at] of offsets) file += `${number} 1\n${String(at).padStart(10, "0")} 00000 n \n`;
  const id = encryption ? ` /Encrypt 8 0 R /ID [<${FILE_ID}> <${FILE_ID}>]` : "";
  file += `trailer\n<< /Size ${size} /Root 1 0 R${id} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** Text at a point (origin top left, base line); Chinese goes in the Chinese font. */
export function words(text: string, x: number, y: number, size = 10): string {
  const latin = /^[\x20-\x7e]*$/.test(text);
  const shown = latin
    ? `(${text.replace(/[()\\]/g, "\\$&")})`
    : `<${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
  return `BT /${latin ? "F1" : "F2"} ${size} Tf ${x} ${HEIGHT - y} Td ${shown} Tj ET\n`;
}

/** A ruling line, as most programs draw it. */
export const rule = (x0: number, y0: number, x1: number, y1: number): string =>
  `${x0} ${HEIGHT - y0} m ${x1} ${HEIGHT - y1} l S\n`;

/** A fully ruled table of equal cells from a point down: the texts of its rows, each cell's at its left. */
export function ruledTable(rows: string[][], x: number, y: number, width: number, height: number): string {
  const columns = rows[0]?.length ?? 0;
  let content = "";
  for (let c = 0; c <= columns; c++) content += rule(x + c * width, y, x + c * width, y + rows.length * height);
  for (let r = 0; r <= rows.length; r++) content += rule(x, y + r * height, x + columns * width, y + r * height);
  rows.forEach((row, r) => {
    row.forEach((text, c) => {
      content += words(text, x + c * width + 4, y + r * height + height / 2 + 4);
    });
  });
  return content;
}

const FILE_ID = "00112233445566778899aabbccddeeff";
const PADDING = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");
const md5 = (...parts: Buffer[]): Buffer => createHash("md5").update(Buffer.concat(parts)).digest();

/** PDF's standard security handler, revision 2: the user's password is needed to read. */
function encrypt(password: string): { dictionary: string; of(content: string, object: number): string } {
  const padded = Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32);
  const owner = rc4(md5(PADDING).subarray(0, 5), padded);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded, owner, permissions, Buffer.from(FILE_ID, "hex")).subarray(0, 5);
  const user = rc4(key, PADDING);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString("hex")}> /U <${user.toString("hex")}> /P -4 >>`,
    of: (content, object) =>
      rc4(md5(key, Buffer.from([object, 0, 0, 0, 0])).subarray(0, 10), Buffer.from(content, "latin1")).toString(
        "latin1",
      ),
  };
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => s[i & 255] ?? 0;
  const swap = (i: number, j: number): void => {
    [s[i & 255], s[j & 255]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j += at(i) + (key[i % key.length] ?? 0);
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, n) => {
      j += at(n + 1);
      swap(n + 1, j);
      return byte ^ at(at(n + 1) + at(j));
    }),
  );
}
