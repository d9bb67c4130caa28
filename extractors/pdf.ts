import { type Problem, UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1 } from "./carrier.ts";

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
    return fixedExtraction({
      name: "PDF",
      mediaType: "application/pdf",
      pages,
      title,
      damage: damage(damaged),
    });
  },
};

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
