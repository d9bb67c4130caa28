import { normalizedText, type Problem, UnreadableError } from "../data/records/index.ts";
import { type Carrier, latin1, NO_META } from "./carrier.ts";
import type { PageContent } from "./page/index.ts";
import { documentTitle } from "./title.ts";

/** A PDF: characters and ruling lines as they stand on its pages, made into paragraphs and tables. */
export const pdf: Carrier = {
  name: "PDF",
  mediaType: "application/pdf",
  recognises: (bytes) => latin1(bytes, 0, 1024).includes("%PDF-"),
  async extract(bytes) {
    if (!latin1(bytes, bytes.length - END_WITHIN).includes("%%EOF"))
      throw new UnreadableError("truncated", "the PDF is cut short (its end mark is missing): fetch it again");
    // pdf.js takes a third of a second to load: only when there is a PDF.
    const [{ readPdf }, { documentBlocks }, { damagedStreams }] = await Promise.all([
      import("./pdf/document.ts"),
      import("./page/index.ts"),
      import("./pdf/damage.ts"),
    ]);
    const { pages, title } = await readPdf(bytes);
    const damaged = damagedStreams(bytes);
    const unread = pages.filter(needsOcr);
    const { blocks, warnings } = documentBlocks(pages.filter((p) => !unread.includes(p)));
    if (blocks.length === 0) throw unreadable(damaged, unread.length === pages.length);
    return {
      mediaType: "application/pdf",
      text: normalizedText(blocks),
      meta: { ...NO_META, title: documentTitle(title) },
      warnings: [
        ...damage(damaged),
        ...unread.map(unreadPage),
        ...pages.filter((p) => !unread.includes(p)).flatMap(doubts),
        ...warnings,
      ],
    };
  },
};

/** Some programs and servers append blanks or a comment to the end mark. */
const END_WITHIN = 4096;

/** A page that shows something but says nothing, or nothing that has a meaning as text. An empty page is just empty. */
function needsOcr({ glyphs, undecoded, drawn }: PageContent): boolean {
  const inked = glyphs.filter((g) => g.text !== " ").length;
  return inked === 0 ? drawn : undecoded > inked / 3;
}

function unreadable(damaged: number, pictures: boolean): UnreadableError {
  if (damaged > 0)
    return new UnreadableError("truncated", "the PDF is damaged and no text of it can be read: fetch it again");
  return pictures
    ? new UnreadableError("needs_ocr", "the PDF holds no text, only pictures of it: it needs OCR")
    : new UnreadableError("empty", "the PDF's pages are empty");
}

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

const unreadPage = ({ number }: PageContent): Problem => ({
  code: "pdf.needs_ocr",
  message: `page ${number} holds no readable text, only pictures: what stands on it is missing here`,
  at: `page ${number}`,
});

function doubts({ number, glyphs, invisible, slanted, undecoded }: PageContent): Problem[] {
  const at = `page ${number}`;
  const problems: Problem[] = [];
  if (invisible > glyphs.length / 2)
    problems.push({
      code: "pdf.ocr_layer",
      message: `${at} is a scan: its text was recognised by a program and may be wrong`,
      at,
    });
  if (undecoded > 0)
    problems.push({
      code: "pdf.undecoded",
      message: `${undecoded} characters on ${at} have no meaning as text`,
      at,
    });
  if (slanted > 0)
    problems.push({
      code: "pdf.slanted_text",
      message: `${slanted} characters at a slant (a watermark) on ${at} were left out`,
      at,
    });
  return problems;
}
