import type { Browser } from "playwright-core";
import { PDF_LOOKS, type PdfChoices, styledPdf } from "../pdf-styles.ts";
import type { CarrierDocument } from "./document.ts";

type Lines = keyof (typeof PDF_LOOKS)["lines"];

/** What parts the cells of a printed table: lines all around, lines on some sides only, or none at all. */
export const LINES = {
  around: ["ruled", "dotted", "dashed", "double", "grey", "apart"],
  partly: ["across", "down", "frame", "three"],
  none: ["none", "banded", "tiled"],
} satisfies Record<string, Lines[]>;

/** The document as a browser prints it: with one of these lines, and in every third respect any look there is. */
export async function wildPdf(
  lines: readonly Lines[],
  { title, blocks, choices }: CarrierDocument,
  browser: Browser,
): Promise<{ style: string; bytes: Uint8Array }> {
  const others = Object.entries(PDF_LOOKS).filter(([respect]) => respect !== "lines");
  const looks = others.flatMap(([respect, named]) =>
    choices.odds(33) ? [[respect, choices.one(Object.keys(named))] as const] : [],
  );
  const chosen = [["lines", choices.one(lines)] as const, ...looks];
  const tagged = choices.odds(50);
  const options: PdfChoices = { ...Object.fromEntries(chosen), tagged };
  return {
    style: [...chosen.map(([, name]) => name), tagged ? "tagged" : "untagged"].join(", "),
    bytes: await styledPdf(browser, title, blocks, options),
  };
}
