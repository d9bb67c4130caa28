import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { LIBREOFFICE } from "./programs.ts";
import { isZip, unzip, zipEntries } from "./zip.ts";

/** A text of LibreOffice and its like, which LibreOffice itself reads best. */
export const odt: Carrier = {
  name: "OpenDocument text (ODT)",
  mediaType: "application/vnd.oasis.opendocument.text",
  needs: LIBREOFFICE,
  // The first entry is not packed and says what the file is; tables and drawings have a content.xml, too.
  recognises: (bytes) =>
    isZip(bytes) && latin1(bytes, 0, 128).includes("mimetypeapplication/vnd.oasis.opendocument.text"),
  async extract(bytes) {
    const manifest = zipEntries(bytes).find(({ name }) => name === "META-INF/manifest.xml");
    if (manifest && latin1(unzip(bytes, manifest)).includes("encryption-data"))
      throw new UnreadableError("encrypted", "this ODT is protected by a password: save it without one");
    return { convert: "odt", mediaType: this.mediaType, otherwise: null };
  },
};
