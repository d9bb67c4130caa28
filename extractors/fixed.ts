import { EXIT, type Extraction, normalizedText, type Problem, UnreadableError } from "../data/records/index.ts";
import { NO_META } from "./carrier.ts";
import type { PagePicture } from "./ocr/index.ts";
import { documentBlocks, type PageContent } from "./page/index.ts";
import { documentTitle } from "./title.ts";

/** A document that fixes where each character stands, read as far as its pages. */
export type FixedDocument = {
  /** As a person calls it in a sentence: `PDF`. */
  name: string;
  mediaType: string;
  pages: PageContent[];
  /** The title property, whatever it says. */
  title: string;
  /** What is broken about the file, so that text may be missing. */
  damage: Problem[];
  /** Pages as pictures, for those that hold no text; none where there is no way to draw them. */
  draw?: (numbers: readonly number[]) => AsyncIterable<PagePicture>;
};

/** The text of all pages, recognised where it is only in pictures, with what is doubtful about them and which could not be read. */
export async function fixedExtraction({
  name,
  mediaType,
  pages,
  title,
  damage,
  draw,
}: FixedDocument): Promise<Extraction> {
  const pictures = pages.filter(needsOcr).map((page) => page.number);
  const { recognised, why, exitCode } = await recognition(pictures, draw);
  const read = pages.flatMap((page) => recognised.get(page.number) ?? (pictures.includes(page.number) ? [] : page));
  const unread = pictures.filter((number) => !recognised.has(number));
  const { blocks, warnings } = documentBlocks(read);
  if (blocks.length === 0)
    throw unreadable(name, damage.length > 0, pictures.length === pages.length, { why, exitCode });
  return {
    mediaType,
    text: normalizedText(blocks),
    meta: { ...NO_META, title: documentTitle(title) },
    lacking: unread.length > 0 && exitCode === EXIT.environmentLacks,
    warnings: [...damage, ...unread.map((number) => unreadPage(number, why)), ...read.flatMap(doubts), ...warnings],
  };
}

/** Why pages were not recognised, and whose fault it is. */
type Failure = { why: string; exitCode: number };

/** The pages recognised in their pictures; where that cannot be done, why. */
async function recognition(
  numbers: readonly number[],
  draw: FixedDocument["draw"],
): Promise<{ recognised: Map<number, PageContent> } & Failure> {
  const exitCode = EXIT.needsALook;
  if (numbers.length === 0 || draw === undefined) return { recognised: new Map(), why: "it needs OCR", exitCode };
  const { recognisePages } = await import("./ocr/index.ts");
  try {
    const pages = await recognisePages(draw(numbers));
    const found = pages.filter((page) => page.glyphs.length > 0);
    return {
      recognised: new Map(found.map((page) => [page.number, page])),
      why:
        pages.length < numbers.length
          ? "it needs OCR, but cannot be drawn, or takes too long to recognise"
          : "nothing was recognised in them",
      exitCode,
    };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { recognised: new Map(), why: error.message, exitCode: error.exitCode };
  }
}

/** A page that shows something but says nothing, or nothing that has a meaning as text. An empty page is just empty. */
function needsOcr({ glyphs, undecoded, drawn }: PageContent): boolean {
  const inked = glyphs.filter((g) => g.text !== " ").length;
  return inked === 0 ? drawn : undecoded > inked / 3;
}

function unreadable(name: string, damaged: boolean, pictures: boolean, { why, exitCode }: Failure): UnreadableError {
  if (damaged)
    return new UnreadableError("truncated", `the ${name} is damaged and no text of it can be read: fetch it again`);
  return pictures
    ? new UnreadableError("needs_ocr", `the ${name} holds no text, only pictures of it: ${why}`, { exitCode })
    : new UnreadableError("empty", `the ${name}'s pages are empty`);
}

const unreadPage = (number: number, why: string): Problem => ({
  code: "page.needs_ocr",
  message: `page ${number} holds no readable text, only pictures: what stands on it is missing here (${why})`,
  at: `page ${number}`,
});

function doubts({ number, glyphs, invisible, slanted, undecoded, struck, hidden = 0 }: PageContent): Problem[] {
  const at = `page ${number}`;
  const problems: Problem[] = [];
  if (invisible > glyphs.length / 2)
    problems.push({
      code: "page.ocr_layer",
      message: `${at} is a scan: its text was recognised by a program and may be wrong`,
      at,
    });
  if (undecoded > 0)
    problems.push({
      code: "page.undecoded",
      message: `${undecoded} characters on ${at} have no meaning as text`,
      at,
    });
  if (struck > 0)
    problems.push({
      code: "page.struck_out",
      message: `${struck} characters on ${at} are struck out and were left out`,
      at,
    });
  if (hidden > 0)
    problems.push({
      code: "page.hidden_text",
      message: `${hidden} characters on ${at} that no reader sees, in the colour of the paper or covered, were left out`,
      at,
    });
  if (slanted > 0)
    problems.push({
      code: "page.slanted_text",
      message: `${slanted} characters at a slant (a watermark) on ${at} were left out`,
      at,
    });
  return problems;
}
