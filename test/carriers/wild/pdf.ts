import type { Browser } from "playwright-core";
import { PDF_LOOKS, type PdfChoices, styledPdf } from "../pdf-styles.ts";
import type { CarrierDocument } from "./document.ts";

/** The document as a browser prints it: any lines, and in every third respect any other look. */
export async function wildPdf(
  { title, blocks, choices }: CarrierDocument,
  browser: Browser,
): Promise<{ style: string; bytes: Uint8Array }> {
  const chosen = Object.entries(PDF_LOOKS).flatMap(([respect, looks]) => {
    const names = Object.keys(looks);
    return respect === "lines" || choices.odds(33) ? [[respect, choices.one(names)] as const] : [];
  });
  const tagged = choices.odds(50);
  const looks: PdfChoices = { ...Object.fromEntries(chosen), tagged };
  return {
    style: [...chosen.map(([, name]) => name), tagged ? "tagged" : "untagged"].join(", "),
    bytes: await styledPdf(browser, title, blocks, looks),
  };
}
