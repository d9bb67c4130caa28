import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { z } from "zod";
import { UNREADABLE } from "../inline.ts";
import { apply, type Glyph, type Matrix } from "../page/index.ts";

const Note = z.object({
  subtype: z.literal("FreeText"),
  hasAppearance: z.literal(false),
  annotationFlags: z.number().default(0),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  contentsObj: z.object({ str: z.string() }),
});

/** Invisible, hidden, not viewed. */
const UNSEEN = 1 | 2 | 32;

/**
 * A mark in the middle of each text that somebody typed onto a page and whose look every viewer makes up by itself: what it stands on
 * cannot be read as if it were not there.
 */
export async function notesWithoutLook(page: PDFPageProxy, viewport: Matrix): Promise<Glyph[]> {
  const annotations: unknown[] = await page.getAnnotations();
  return annotations.flatMap((annotation): Glyph[] => {
    const { data } = Note.safeParse(annotation);
    if (data === undefined || (data.annotationFlags & UNSEEN) !== 0 || data.contentsObj.str.trim() === "") return [];
    const [xa, ya] = apply(viewport, data.rect[0], data.rect[1]);
    const [xb, yb] = apply(viewport, data.rect[2], data.rect[3]);
    const [x, y] = [(xa + xb) / 2, (ya + yb) / 2];
    const box = { x0: x - HALF, y0: y - HALF, x1: x + HALF, y1: y + HALF };
    return [{ text: UNREADABLE, box, size: 2 * HALF, turn: 0 }];
  });
}

const HALF = 4;
