import type { Report } from "../../reports/shard.ts";

type Archived = Pick<Report["documents"][number], "document_id" | "media_type" | "warc_file" | "warc_offset">;

const ENDINGS: Readonly<Record<string, string>> = {
  "text/html": "html",
  "application/pdf": "pdf",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
};

/** A word of a shell's command line. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Prints the file from a record on: each record is a gzip member of its own, and gunzip runs on through those behind it. */
export const printed = ({ warc_file, warc_offset }: Archived): string =>
  `tail -c +${warc_offset + 1} ${quoted(`raw/${warc_file}`)} | gunzip | less`;

/**
 * Writes the document of one record into a file: of the one gzip member there what stands behind the record's header and the response's,
 * which a page as rendered (a conversion record) has not. A body that the server packed is unpacked.
 */
const WRITE = [
  "import hashlib,re,sys,zlib",
  "f=open(sys.argv[1],'rb')",
  "f.seek(int(sys.argv[2]))",
  "d=zlib.decompressobj(31)",
  String.raw`h,b=b''.join(iter(lambda:d.decompress(f.read(65536)),b'')).split(b'\r\n\r\n',1)`,
  String.raw`b=b[:int(re.search(b'(?i)\ncontent-length: *([0-9]+)',h)[1])]`,
  String.raw`p,b=(b'',b) if re.search(b'(?i)\nwarc-type: *conversion',h) else b.split(b'\r\n\r\n',1)`,
  String.raw`b=zlib.decompress(b,47) if re.search(b'(?i)\ncontent-encoding: *(x-)?(gzip|deflate)',p) else b`,
  "open(sys.argv[3],'wb').write(b)",
  "print(hashlib.sha256(b).hexdigest())",
].join(";");

/** Writes the document itself beside the archive's folder's files, and says its SHA-256. */
export const written = ({ document_id, media_type, warc_file, warc_offset }: Archived): string =>
  `python3 -c "${WRITE}" ${quoted(`raw/${warc_file}`)} ${warc_offset} ${document_id.slice(0, 12)}.${ENDINGS[media_type ?? ""] ?? "bin"}`;
