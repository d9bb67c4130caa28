import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Of each page of a printed PDF how far down its last words stand: 0 at the top, 1 at the bottom. */
export async function pagesOf(pdf: Uint8Array): Promise<{ lowest: number }[]> {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS });
  const document = await reading.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const [, , , height = 1] = page.view;
    const heights = items.flatMap((item) =>
      "str" in item && item.str.trim() !== "" ? [Number(item.transform[5])] : [],
    );
    pages.push({ lowest: 1 - Math.min(height, ...heights) / height });
  }
  await reading.destroy();
  return pages;
}
