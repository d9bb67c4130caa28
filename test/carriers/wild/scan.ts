import type { Browser } from "playwright-core";
import { findBrowser } from "../../../crawlers/index.ts";
import { findProgram, TESSERACT } from "../../../extractors/programs.ts";
import { pdf } from "../pdf.ts";
import { CLEAN, SCAN_LOOKS, scan } from "../scan.ts";
import type { Rendered, WildCarrier } from "./carriers.ts";
import type { CarrierDocument } from "./document.ts";
import { LINES, wildPdf } from "./pdf.ts";

/** Typefaces in which offices set their reports, as far as machines without Windows have their like. */
const TYPEFACES = [
  '"Liberation Serif", "Noto Serif CJK SC"',
  '"Liberation Sans", "Noto Sans CJK SC"',
  '"Noto Sans CJK SC"',
  '"Noto Serif CJK SC"',
  '"Droid Sans Fallback"',
  '"Nimbus Roman", "Droid Sans Fallback"',
  '"DejaVu Sans", "Noto Sans CJK SC"',
];

/** The document as a careful office prints it, and as a good machine scans it at 200 dots per inch. */
async function tidyScan({ title, blocks, choices }: CarrierDocument, browser: Browser): Promise<Rendered> {
  const [typeface, size] = [choices.one(TYPEFACES), choices.one([8, 9, 10, 10.5])];
  const style = `body, table { font-family: ${typeface} } table { font-size: ${size}pt }`;
  const printed = await pdf(browser, title, blocks, style);
  return { style: `${typeface} ${size}`, bytes: await scan(printed, CLEAN, size) };
}

/** The document in any of a print's looks, as any machine scans it. */
async function wildScan(document: CarrierDocument, browser: Browser): Promise<Rendered> {
  const { style, bytes } = await wildPdf(Object.values(LINES).flat(), document, browser);
  const look = document.choices.one(SCAN_LOOKS);
  return { style: `${look.name}, ${style}`, bytes: await scan(bytes, look, bytes.length) };
}

type Rendering = (document: CarrierDocument, browser: Browser) => Promise<Rendered>;

const each = (rendering: Rendering) => async (documents: CarrierDocument[], browser: () => Promise<Browser>) => {
  const done: Rendered[] = [];
  for (const document of documents) done.push(await rendering(document, await browser()));
  return done;
};

/** Measured only: of a scan, not every number can be read, and reading one takes seconds. */
export const scans: WildCarrier = {
  name: "scan",
  isHere: () => findBrowser() !== null && findProgram(TESSERACT) !== null,
  tidy: each(tidyScan),
  wild: each(wildScan),
};
