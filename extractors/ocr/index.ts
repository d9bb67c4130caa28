import { EXIT, UnreadableError } from "../../data/records/index.ts";
import type { PageContent } from "../page/index.ts";
import { remedyFor, TESSERACT } from "../programs.ts";
import { type PagePicture, recognisePage } from "./page.ts";
import { models } from "./tesseract.ts";

export { canvas, decoded } from "./canvas.ts";
export type { PagePicture } from "./page.ts";
export { blankPicture, greyOf, LONGER_SIDE, MOST_PIXELS, type Picture, paste } from "./picture.ts";

/** Recognising all pages of a document may take so long; what is left then is not read. */
const LONGEST_MS = 45_000;

/** Recognises pages in their pictures, as many as there is time for. Throws `needs_ocr`, with what to do, where the machine has no program for it. */
export async function recognisePages(pictures: AsyncIterable<PagePicture>): Promise<PageContent[]> {
  const known = await models();
  if (!known.includes("chi_sim"))
    throw new UnreadableError(
      "needs_ocr",
      `it needs OCR, by tesseract with its model chi_sim (${remedyFor(TESSERACT)})`,
      { exitCode: EXIT.environmentLacks },
    );
  const end = Date.now() + LONGEST_MS;
  const pages: PageContent[] = [];
  for await (const picture of pictures) {
    pages.push(await recognisePage(picture, known.includes("eng")));
    if (Date.now() > end) break;
  }
  return pages;
}
