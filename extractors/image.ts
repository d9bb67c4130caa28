import { UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import { fixedExtraction } from "./fixed.ts";
import { END_WITHIN, formatOf } from "./image/size.ts";
import type { PageContent } from "./page/index.ts";

/** A picture of a page: a scan, a photograph, a screenshot. */
export const image: Carrier = {
  name: "image",
  mediaType: "image/*",
  recognises: (bytes) => formatOf(bytes) !== undefined,
  async extract(bytes) {
    const { name = "", mediaType = "", ends, size } = formatOf(bytes) ?? {};
    const shown = size?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
    if (shown === null || ends?.test(latin1(bytes, bytes.length - END_WITHIN)) === false)
      throw new UnreadableError("truncated", `the ${name} image is cut short: fetch it again`);
    const { decoded, MOST_PIXELS } = await import("./ocr/index.ts");
    if (shown.width * shown.height > MOST_PIXELS)
      throw new UnreadableError(
        "too_large",
        `the ${name} image has ${shown.width} × ${shown.height} pixels: it is not read`,
      );
    const page: PageContent = {
      ...shown,
      number: 1,
      glyphs: [],
      edges: [],
      drawn: true,
      invisible: 0,
      slanted: 0,
      undecoded: 0,
      struck: 0,
      onPage: (box) => box,
    };
    return await fixedExtraction({
      name: `${name} image`,
      mediaType,
      pages: [page],
      title: "",
      damage: [],
      async *draw() {
        yield { number: 1, picture: await decoded(bytes), unit: 1 };
      },
    });
  },
};
