import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getDocument, PasswordException, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { z } from "zod";
import { UnreadableError } from "../../data/records/index.ts";
import type { Matrix, PageContent } from "../page/index.ts";
import { hasLooseTable, upright } from "../page/index.ts";
import { fontOf } from "./font.ts";
import { interpret } from "./interpreter.ts";
import { notesWithoutLook } from "./notes.ts";
import type { Font } from "./state.ts";
import { taggedTables } from "./structure.ts";

/** What pdf.js brings with it: the tables of Chinese character codes, and the fonts that every PDF may assume. */
export const ASSETS = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));

type PdfContent = { pages: PageContent[]; title: string };

/** The content of all pages. Throws `encrypted` where a password is needed, `truncated` where the file's structure is broken. */
export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const task = getDocument({
    data: new Uint8Array(bytes), // pdf.js takes its input away from its owner
    cMapUrl: `${ASSETS}/cmaps/`,
    standardFontDataUrl: `${ASSETS}/standard_fonts/`,
    fontExtraProperties: true, // the names of glyphs
    useWasm: false,
    maxImageSize: 1, // pictures are not read, so they need not be decoded
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    const pages: PageContent[] = [];
    for (let number = 1; number <= document.numPages; number++) pages.push(await readPage(document, number));
    const { info } = await document.getMetadata();
    return { pages, title: "Title" in info && typeof info.Title === "string" ? info.Title : "" };
  } catch (cause) {
    if (cause instanceof PasswordException)
      throw new UnreadableError("encrypted", "the PDF is encrypted and needs a password: save it without one", {
        cause,
      });
    throw new UnreadableError("truncated", "the PDF is cut short or damaged: fetch it again", { cause });
  } finally {
    await task.destroy();
  }
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<PageContent> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const fonts = new Map<string, Font>();
  const fontNamed = (name: string): Font => {
    const known = fonts.get(name) ?? fontOf(page.commonObjs.get(name));
    fonts.set(name, known);
    return known;
  };
  const list = await page.getOperatorList();
  const drawn = interpret(list, Viewport.parse(viewport.transform), fontNamed);
  drawn.glyphs.push(...(await notesWithoutLook(page, Viewport.parse(viewport.transform))));
  const shown = { width: viewport.width, height: viewport.height };
  const content: PageContent = { number, ...drawn, ...upright(drawn.glyphs, drawn.edges, shown, drawn.shades) };
  if (hasLooseTable(content)) content.tagged = await taggedTables(page);
  page.cleanup();
  return content;
}

const Viewport = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]) satisfies z.ZodType<Matrix>;
