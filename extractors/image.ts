import type { Carrier } from "./carrier.ts";
import { formatOf } from "./image/size.ts";
import { TESSERACT } from "./programs.ts";

/** A picture of a page: a scan, a photograph, a screenshot. */
export const image: Carrier = {
  name: "image",
  mediaType: "image/*",
  needs: TESSERACT,
  recognises: (bytes) => formatOf(bytes) !== undefined,
  async extract(bytes) {
    const { imageOf, imagesExtraction } = await import("./image/images.ts");
    const { name = "", mediaType = "" } = formatOf(bytes) ?? {};
    return await imagesExtraction(`${name} image`, mediaType, [imageOf(bytes)]);
  },
};
