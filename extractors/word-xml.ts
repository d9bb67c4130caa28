import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { decodeText } from "./charset.ts";
import { type Parts, readDocument } from "./docx/document.ts";
import { partsOf2003 } from "./docx/word2003.ts";
import { wordExtraction } from "./word/extraction.ts";
import { parseXml, type Xml } from "./xml.ts";

const START = /<(w:wordDocument|pkg:package)[\s>]/;
const END = /<\/(w:wordDocument|pkg:package)>\s*$/;

/** A Word document in a single XML file: as Word 2003 wrote it, or the parts of a DOCX one after the other. */
export const wordXml: Carrier = {
  name: "Word document in one XML file",
  mediaType: "application/xml",
  recognises: (bytes) => START.test(latin1(bytes, 0, 4096).replaceAll("\0", "")),
  async extract(bytes) {
    const source = decodeText(bytes, null);
    const root = END.test(source) ? parseXml(source) : null;
    if (!root)
      throw new UnreadableError("truncated", "the Word document is cut short (its XML does not end): fetch it again");
    const document = readDocument(root.name === "pkg:package" ? partsOfPackage(root) : partsOf2003(root));
    return wordExtraction(document, "docx", this.mediaType);
  },
};

const partsOfPackage = (root: Xml): Parts => {
  return (name) => {
    const part = root.children.find((c) => name.test((c.attributes["pkg:name"] ?? "").replace(/^\//, "")));
    return part?.children.find((c) => c.name === "pkg:xmlData")?.children[0] ?? null;
  };
};
