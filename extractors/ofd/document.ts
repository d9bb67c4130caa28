import type { FixedDocument } from "../fixed.ts";
import { type Matrix, type PageContent, upright } from "../page/index.ts";
import { below, child } from "../xml.ts";
import { drawnOn } from "./content.ts";
import { type Told, toldCodes } from "./glyph-codes.ts";
import { missing, openPackage } from "./package.ts";
import { drawnPages, type Paper } from "./raster.ts";
import { type Sheet, sheetsOf } from "./sheets.ts";

/** OFD measures in millimetres, pages in points. */
const POINTS = 72 / 25.4;
const TO_POINTS: Matrix = [POINTS, 0, 0, POINTS, 0, 0];

/** The pages of all documents in an OFD, in their order. Throws `truncated` where a part that it names is missing. */
export function readOfd(bytes: Uint8Array): Pick<FixedDocument, "pages" | "title" | "draw"> {
  const file = openPackage(bytes);
  const bodies = [...below(file.main.root, "DocBody")];
  const sheets = bodies.flatMap((body) => {
    const document = file.part(child(body, "DocRoot")?.text ?? "", file.main.folder);
    if (!document) throw missing("the document itself");
    return sheetsOf(file, document);
  });
  const isTold = toldCodes([...new Set(sheets.flatMap((sheet) => sheet.contents))]);
  const papers = sheets.map((sheet, i) => paperOf(sheet, i + 1, isTold));
  return {
    pages: papers.map(({ page }) => page),
    draw: (numbers) => drawnPages(papers.filter(({ page }) => numbers.includes(page.number))),
    title: child(child(bodies[0], "DocInfo"), "Title")?.text ?? "",
  };
}

/** A page with the pictures on it, which its text may be in. */
function paperOf({ contents, units, box, picture }: Sheet, number: number, isTold: Told): Paper {
  const {
    glyphs: seen,
    unseen,
    edges,
    shades,
    hidden,
    images,
    ...drawn
  } = drawnOn(contents, TO_POINTS, { units, isTold });
  // Text that nobody sees is what a program recognised in the picture of a page; beside other text it is nothing.
  const isScan = unseen.length > seen.length;
  const glyphs = isScan ? [...seen, ...unseen] : seen;
  const shown = { width: (box.x1 - box.x0) * POINTS, height: (box.y1 - box.y0) * POINTS };
  const page: PageContent = {
    number,
    ...drawn,
    invisible: isScan ? unseen.length : 0,
    hidden: isScan ? hidden : hidden + unseen.length,
    ...upright(glyphs, edges, shown, shades),
  };
  return { page, shown, images: images.map(({ id, matrix }) => ({ matrix, bytes: () => picture(id) })) };
}
