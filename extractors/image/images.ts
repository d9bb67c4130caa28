import { type Extraction, UnreadableError } from "../../data/records/index.ts";
import { latin1 } from "../carrier.ts";
import { fixedExtraction } from "../fixed.ts";
import type { PagePicture, Picture } from "../ocr/index.ts";
import type { PageContent } from "../page/index.ts";
import { END_WITHIN, formatOf } from "./size.ts";

/** A picture that shows a page; how large it is, is known before it is drawn: a small file may unpack to more than any memory. */
export type Image = { width: number; height: number; draw(): Promise<Picture> };

/** The pictures in files of their own formats. */
export const imageOf = (bytes: Uint8Array): Image => ({
  ...sizeOf(bytes),
  draw: async () => (await import("../ocr/index.ts")).decoded(bytes),
});

/** What recognising the pictures of a document gives, each a page; `name` as a person calls it in a sentence. */
export async function imagesExtraction(name: string, mediaType: string, images: Image[]): Promise<Extraction> {
  const { MOST_PIXELS } = await import("../ocr/index.ts");
  for (const { width, height } of images)
    if (width * height > MOST_PIXELS)
      throw new UnreadableError("too_large", `the ${name} has ${width} × ${height} pixels: it is not read`);
  const pages = images.map(
    ({ width, height }, i): PageContent => ({
      width,
      height,
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
    for (const [i, image] of images.entries()) yield { number: i + 1, picture: await image.draw(), unit: 1 };
  }
  return await fixedExtraction({ name, mediaType, pages, title: "", damage: [], draw });
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const { name = "", ends, size } = formatOf(bytes) ?? {};
  const shown = size?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
  if (shown === null || ends?.test(latin1(bytes, bytes.length - END_WITHIN)) === false)
    throw new UnreadableError("truncated", `the ${name} image is cut short: fetch it again`);
  return shown;
}
