import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getDocument, PasswordException, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { z } from "zod";
import { UnreadableError } from "../../data/records/index.ts";
import type { Font, PageContent } from "./content.ts";
import { type Box, type Matrix, type Turn, turnedBack } from "./geometry.ts";
import { isUndecoded, withoutOverprint } from "./glyphs.ts";
import { interpret } from "./interpreter.ts";

/** What pdf.js brings with it: the tables of Chinese character codes, and the fonts that every PDF may assume. */
const ASSETS = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));

export type PdfContent = { pages: PageContent[]; title: string };

/** The content of all pages. Throws `encrypted` where a password is needed, `truncated` where the file's structure is broken. */
export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const task = getDocument({
    data: new Uint8Array(bytes), // pdf.js takes its input away from its owner
    cMapUrl: `${ASSETS}/cmaps/`,
    standardFontDataUrl: `${ASSETS}/standard_fonts/`,
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
  page.cleanup();
  const shown = { width: viewport.width, height: viewport.height };
  return { number, ...drawn, ...upright(drawn.glyphs, drawn.edges, shown) };
}

/** The page turned so that most of its text reads from left to right, whatever its /Rotate says. */
function upright(
  glyphs: PageContent["glyphs"],
  edges: PageContent["edges"],
  shown: { width: number; height: number },
): Pick<PageContent, "width" | "height" | "glyphs" | "edges" | "undecoded" | "onPage"> {
  const turn = commonTurn(glyphs);
  const onIt = glyphs.filter((g) => g.box.x1 > 0 && g.box.y1 > 0 && g.box.x0 < shown.width && g.box.y0 < shown.height);
  const turned = onIt.map((g) => ({
    ...g,
    box: turnedBack(g.box, turn, shown),
    turn: TURNS[(g.turn - turn + 4) % 4] ?? 0,
  }));
  const size = turn % 2 === 0 ? shown : { width: shown.height, height: shown.width };
  return {
    ...size,
    glyphs: withoutOverprint(turned),
    undecoded: turned.filter(isUndecoded).length,
    edges: turn === 0 ? edges : edges.map((edge) => turnedEdge(edge, turn, shown)),
    onPage: (box: Box) => turnedBack(box, TURNS[(4 - turn) % 4] ?? 0, size),
  };
}

const TURNS: readonly Turn[] = [0, 1, 2, 3];

function commonTurn(glyphs: PageContent["glyphs"]): Turn {
  const counts = Map.groupBy(glyphs, (g) => g.turn);
  return TURNS.reduce((a, b) => ((counts.get(b)?.length ?? 0) > (counts.get(a)?.length ?? 0) ? b : a));
}

function turnedEdge(
  edge: PageContent["edges"][number],
  turn: Turn,
  page: { width: number; height: number },
): PageContent["edges"][number] {
  const { axis, at, from, to } = edge;
  const box = turnedBack(
    axis === "h" ? { x0: from, y0: at, x1: to, y1: at } : { x0: at, y0: from, x1: at, y1: to },
    turn,
    page,
  );
  return box.y0 === box.y1
    ? { axis: "h", at: box.y0, from: box.x0, to: box.x1 }
    : { axis: "v", at: box.x0, from: box.y0, to: box.y1 };
}

const Viewport = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]) satisfies z.ZodType<Matrix>;

/** pdf.js leaves out of a font's object what it does not set. */
const FontObject = z.object({ vertical: z.boolean().optional(), fontMatrix: z.array(z.number()).optional() });

function fontOf(object: unknown): Font {
  const { vertical = false, fontMatrix } = FontObject.parse(object);
  return { vertical, unitsPerPoint: fontMatrix?.[0] ?? 0.001 };
}
