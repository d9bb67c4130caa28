import { type Problem, UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";
import type { PagePicture } from "./ocr/index.ts";

/** A PDF: characters and ruling lines as they stand on its pages, made into paragraphs and tables. */
export const pdf: Carrier = {
  name: "PDF",
  mediaType: "application/pdf",
  recognises: (bytes) => latin1(bytes, 0, 1024).includes("%PDF-"),
  async extract(bytes) {
    if (!latin1(bytes, bytes.length - END_WITHIN).includes("%%EOF"))
      throw new UnreadableError("truncated", "the PDF is cut short (its end mark is missing): fetch it again");
    // pdf.js takes a third of a second to load: only when there is a PDF.
    const [{ readPdf }, { fixedExtraction }, { damagedStreams }] = await Promise.all([
      import("./pdf/document.ts"),
      import("./fixed.ts"),
      import("./pdf/damage.ts"),
    ]);
    const damaged = damagedStreams(bytes);
    const { pages, title } = await readPdf(bytes);
    return await fixedExtraction({
      name: "PDF",
      mediaType: "application/pdf",
      pages,
      title,
      damage: damage(damaged),
      draw: (numbers) => pagePictures(bytes, numbers),
    });
  },
};

async function* pagePictures(bytes: Uint8Array, numbers: readonly number[]): AsyncGenerator<PagePicture> {
  const { drawnPages } = await import("./pdf/raster.ts");
  yield* drawnPages(bytes, numbers);
}

/** Some programs and servers append blanks or a comment to the end mark. */
const END_WITHIN = 4096;

const damage = (streams: number): Problem[] =>
  streams === 0
    ? []
    : [
        {
          code: "pdf.damaged",
          message: `${streams} compressed parts of the PDF are damaged: text may be missing, fetch it again`,
          at: "",
        },
      ];
