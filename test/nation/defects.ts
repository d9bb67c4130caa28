import { crc32 } from "node:zlib";

/** Ways in which a real attachment turns out to be unreadable. */
export const DEFECTS = ["truncated", "empty", "zip"] as const;
export type Defect = (typeof DEFECTS)[number];

const PDF = "application/pdf";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The bytes of a broken attachment, under the media type that its name promises; `pdf` gives the PDF to cut short. */
export function defective(defect: Defect, pdf: () => Uint8Array): { mediaType: string; bytes: Uint8Array } {
  switch (defect) {
    case "truncated": {
      const whole = pdf();
      return { mediaType: PDF, bytes: whole.subarray(0, Math.floor(whole.length * 0.4)) };
    }
    case "empty":
      return { mediaType: PDF, bytes: new Uint8Array() };
    case "zip":
      return { mediaType: DOCX, bytes: zipOf("说明.txt", "年度报告正在修订，稍后公布。") };
  }
}

/** A ZIP archive with one stored file: sound in itself, and no Word document. */
function zipOf(name: string, content: string): Uint8Array {
  const path = Buffer.from(name);
  const data = Buffer.from(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  // Bit 11: the name is UTF-8.
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(data), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, data]);
  const directory = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, Buffer.alloc(14), path]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from("PK\x05\x06"), end]);
}
