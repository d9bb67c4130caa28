import { type Extraction, UnreadableError } from "../../data/records/index.ts";
import { latin1 } from "../carrier.ts";
import { fixedExtraction } from "../fixed.ts";
import type { PagePicture } from "../ocr/index.ts";
import type { PageContent } from "../page/index.ts";
import { END_WITHIN, formatOf } from "./size.ts";

/** What recognising the pictures of a document gives, each a page; `name` as a person calls it in a sentence. */
export async function imagesExtraction(name: string, mediaType: string, images: Uint8Array[]): Promise<Extraction> {
  const { decoded, MOST_PIXELS } = await import("../ocr/index.ts");
  const pages = images.map(
    (bytes, i): PageContent => ({
      ...sizeOf(bytes, MOST_PIXELS),
      number: i + 1,
      glyphs: [],
      edges: [],
      drawn: true,
      invisible: 0,
      slanted: 0,
      undecoded: 0,
      struck: 0,
      onPage: (box) => box,
    }),
  );
  async function* draw(): AsyncGenerator<PagePicture> {
    for (const [i, bytes] of images.entries()) yield { number: i + 1, picture: await decoded(bytes), unit: 1 };
  }
  return await fixedExtraction({ name, mediaType, pages, title: "", damage: [], draw });
}

/** Width and height, known before a picture is decoded: a small file may unpack to more than any memory. */
function sizeOf(bytes: Uint8Array, mostPixels: number): { width: number; height: number } {
  const { name = "", ends, size } = formatOf(bytes) ?? {};
  const shown = size?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
  if (shown === null || ends?.test(latin1(bytes, bytes.length - END_WITHIN)) === false)
    throw new UnreadableError("truncated", `the ${name} image is cut short: fetch it again`);
  if (shown.width * shown.height > mostPixels)
    throw new UnreadableError(
      "too_large",
      `the ${name} image has ${shown.width} × ${shown.height} pixels: it is not read`,
    );
  return shown;
}
