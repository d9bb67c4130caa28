import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { canvas, greyOf, LONGER_SIDE, type PagePicture } from "../ocr/index.ts";
import { ASSETS } from "./document.ts";

const LARGEST_IMAGE = 60_000_000;

/** Draws pages of a PDF as a viewer shows them, one after another, `unit` dots a point; else each so that it can be read. */
export async function* drawnPages(
  bytes: Uint8Array,
  numbers: readonly number[],
  { unit: fixed }: { unit?: number } = {},
): AsyncGenerator<PagePicture> {
  const { createCanvas } = await canvas();
  const task = getDocument({
    data: new Uint8Array(bytes), // pdf.js takes its input away from its owner
    cMapUrl: `${ASSETS}/cmaps/`,
    standardFontDataUrl: `${ASSETS}/standard_fonts/`,
    wasmUrl: `${ASSETS}/wasm/`,
    maxImageSize: LARGEST_IMAGE,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    for (const number of numbers) {
      const page = await document.getPage(number);
      const shown = page.getViewport({ scale: 1 });
      const unit = fixed ?? LONGER_SIDE / Math.max(shown.width, shown.height);
      const viewport = page.getViewport({ scale: unit });
      const paper = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      const context = paper.getContext("2d");
      const isDrawn = await page.render({ canvas: null, canvasContext: context, viewport }).promise.then(
        () => true,
        () => false, // What draws it is broken: whoever asked for it sees that it is missing.
      );
      if (!isDrawn) continue;
      const { data, width, height } = context.getImageData(0, 0, paper.width, paper.height);
      page.cleanup();
      yield { number, picture: greyOf(data, width, height), unit };
    }
  } finally {
    await task.destroy();
  }
}
