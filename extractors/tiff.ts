import { type Carrier, latin1 } from "./carrier.ts";
import { TESSERACT } from "./programs.ts";

/** Scans as many offices keep them: the pages of a document in one file. */
export const tiff: Carrier = {
  name: "TIFF image",
  mediaType: "image/tiff",
  needs: TESSERACT,
  recognises: (bytes) => /^(II\*\0|MM\0\*)/.test(latin1(bytes, 0, 4)),
  async extract(bytes) {
    const [{ imagesExtraction }, { tiffPages }, { drawnTiff }] = await Promise.all([
      import("./image/images.ts"),
      import("./tiff/pages.ts"),
      import("./tiff/draw.ts"),
    ]);
    const images = tiffPages(bytes).map((page) => ({ ...page, draw: () => drawnTiff(page) }));
    return await imagesExtraction(this.name, this.mediaType, images);
  },
};
