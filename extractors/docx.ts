import mammoth from "mammoth";
import { normalizedText, UnreadableError } from "../data/records/index.ts";
import { type Carrier, NO_META } from "./carrier.ts";
import { fragmentBlocks } from "./html/page.ts";
import { documentTitle } from "./title.ts";
import { isZip, unzip, type ZipEntry, zipEntries } from "./zip.ts";

/** A Word document: read as HTML by mammoth, which keeps row and column spans, then like any page. */
export const docx: Carrier = {
  name: "Word document (DOCX)",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  recognises: (bytes) => isZip(bytes) && zipEntries(bytes).some((e) => MAIN_PART.test(e.name)),
  async extract(bytes) {
    const entries = zipEntries(bytes);
    // mammoth unpacks without bounds: what it will read is checked against the declared sizes first.
    for (const entry of entries) if (/\.(xml|rels)$/.test(entry.name)) unzip(bytes, entry);
    const blocks = fragmentBlocks(withoutRowGroups(await toHtml(bytes)));
    if (blocks.length === 0)
      throw entries.some((e) => e.name.startsWith("word/media/"))
        ? new UnreadableError("needs_ocr", "the document holds only images: their text needs OCR")
        : new UnreadableError("empty", "the document holds no text");
    return {
      mediaType: this.mediaType,
      text: normalizedText(blocks),
      meta: { ...NO_META, title: title(bytes, entries) },
      warnings: [],
    };
  },
};

const MAIN_PART = /^word\/document\d*\.xml$/;

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const noImages = mammoth.images.imgElement(async () => ({ src: "" }));
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage: noImages })).value;
  } catch (cause) {
    throw new UnreadableError("truncated", "the Word document is damaged and cannot be read: fetch it again", {
      cause,
    });
  }
}

/** Word's vertical merges may run from the header rows into the body, which HTML's row groups would cut. */
const withoutRowGroups = (html: string): string => html.replace(/<\/?t(head|body)>/g, "");

function title(bytes: Uint8Array, entries: ZipEntry[]): string | null {
  const core = entries.find((e) => e.name === "docProps/core.xml");
  const xml = core ? Buffer.from(unzip(bytes, core)).toString("utf8") : "";
  const escaped = /<dc:title[^>]*>([^<]*)<\/dc:title>/.exec(xml)?.[1] ?? "";
  return documentTitle(escaped.replace(/&(lt|gt|quot|apos|amp);/g, (e, name: string) => ENTITIES[name] ?? e));
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
