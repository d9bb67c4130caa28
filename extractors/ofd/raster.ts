import { canvas, greyOf, LONGER_SIDE, type PagePicture } from "../ocr/index.ts";
import type { Matrix, PageContent } from "../page/index.ts";

/** A page and what it takes to draw the pictures on it; sizes in points. */
export type Paper = {
  page: PageContent;
  shown: { width: number; height: number };
  /** `matrix` brings the square of a picture to its place on the page. */
  images: { matrix: Matrix; bytes(): Uint8Array | null }[];
};

/** The pictures of pages, each where it stands; what else is drawn on such pages is decoration. A page is left out where one of them cannot be decoded: half a page would be read as all of it. */
export async function* drawnPages(papers: readonly Paper[]): AsyncGenerator<PagePicture> {
  const { createCanvas, loadImage } = await canvas();
  for (const { page, shown, images } of papers) {
    const unit = LONGER_SIDE / Math.max(shown.width, shown.height);
    const paper = createCanvas(Math.ceil(shown.width * unit), Math.ceil(shown.height * unit));
    const context = paper.getContext("2d");
    let isWhole = images.length > 0;
    for (const { matrix, bytes } of images) {
      const data = bytes();
      const image = data && (await loadImage(Buffer.from(data)).catch(() => null));
      if (!image) {
        isWhole = false;
        break;
      }
      const [a, b, c, d, e, f] = matrix.map((value) => value * unit);
      context.setTransform(a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0);
      context.drawImage(image, 0, 0, 1, 1);
    }
    if (!isWhole) continue;
    const { data, width, height } = context.getImageData(0, 0, paper.width, paper.height);
    yield { number: page.number, picture: greyOf(data, width, height), unit };
  }
}
