import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { isOle, oleNames } from "./ole.ts";
import { isZip, zipEntries } from "./zip.ts";

type Unsupported = {
  name: string;
  mediaType: string;
  code: string;
  advice: string;
  recognises(bytes: Uint8Array): boolean;
};

const startsWith = (magic: string) => (bytes: Uint8Array) => latin1(bytes, 0, magic.length) === magic;
const zipWith = (name: RegExp) => (bytes: Uint8Array) =>
  isZip(bytes) && zipEntries(bytes).some((e) => name.test(e.name));
const oleWith = (stream: string) => (bytes: Uint8Array) => oleNames(bytes).has(stream);

/** What is told apart but not read: each with what a person can do about it. The first that fits. */
const KINDS: Unsupported[] = [
  kind(
    "PowerPoint file (PPTX)",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "save it as PDF",
    zipWith(/^ppt\//),
  ),
  kind(
    "OpenDocument file that is no text",
    "application/vnd.oasis.opendocument",
    "save it as DOCX or PDF",
    zipWith(/^content\.xml$/),
  ),
  kind(
    "Office file of a kind that nobody knows",
    "application/zip",
    "save it as DOCX or PDF",
    zipWith(/^\[Content_Types\]\.xml$/),
  ),
  {
    ...kind(
      "password-protected Office document",
      "application/x-ole-storage",
      "save it without a password",
      oleWith("EncryptedPackage"),
    ),
    code: "encrypted",
  },
  {
    ...kind(
      "damaged Office document",
      "application/x-ole-storage",
      "fetch it again",
      (bytes) => isOle(bytes) && oleNames(bytes).size === 0,
    ),
    code: "truncated",
  },
  kind("old Office document of a kind that nobody knows", "application/x-ole-storage", "save it as DOCX or PDF", isOle),
  kind("RAR archive", "application/vnd.rar", "unpack it and give its files one by one", startsWith("Rar!")),
  kind(
    "7-Zip archive",
    "application/x-7z-compressed",
    "unpack it and give its files one by one",
    startsWith("7z\xBC\xAF"),
  ),
];

/** Kinds of document that are recognised and refused, each a carrier like the others until someone can read it. */
export const unsupported: Carrier[] = KINDS.map(({ name, mediaType, code, advice, recognises }) => ({
  name,
  mediaType,
  advice,
  recognises,
  async extract() {
    throw new UnreadableError(
      code,
      `this is ${/^([AEIO])/.test(name) ? "an" : "a"} ${name}, which cannot be read: ${advice}`,
    );
  },
}));

function kind(
  name: string,
  mediaType: string,
  advice: string,
  recognises: (bytes: Uint8Array) => boolean,
): Unsupported {
  return { name, mediaType, code: "unsupported", advice, recognises };
}
