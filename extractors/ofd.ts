import type { Carrier } from "./carrier.ts";
import { isZip, zipEntries } from "./zip.ts";

/** An OFD document (GB/T 33190): pages as fixed as a PDF's, written as XML in a ZIP. */
export const ofd: Carrier = {
  name: "OFD document",
  mediaType: "application/ofd",
  recognises: (bytes) => isZip(bytes) && zipEntries(bytes).some((e) => /^([^/]+\/)?OFD\.xml$/i.test(e.name)),
  async extract(bytes) {
    const [{ readOfd }, { fixedExtraction }] = await Promise.all([import("./ofd/document.ts"), import("./fixed.ts")]);
    return fixedExtraction({ name: "OFD document", mediaType: this.mediaType, damage: [], ...readOfd(bytes) });
  },
};
