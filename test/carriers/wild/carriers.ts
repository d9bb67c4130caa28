import type { Browser } from "playwright-core";
import { findBrowser } from "../../../crawlers/index.ts";
import { docx } from "../docx.ts";
import { htmlPage } from "../html.ts";
import { ofd } from "../ofd.ts";
import { converted, hasOffice } from "../office.ts";
import { pdf } from "../pdf.ts";
import { text } from "../text.ts";
import { xlsx } from "../xlsx.ts";
import type { CarrierDocument } from "./document.ts";
import { wildHtml } from "./html.ts";
import { wildOfd } from "./ofd.ts";
import { wildDocx } from "./ooxml.ts";
import { LINES, wildPdf } from "./pdf.ts";
import { wildXlsx } from "./xlsx.ts";

/** A document's bytes, and in which of the carrier's styles they are. */
export type Rendered = { style: string; bytes: Uint8Array };

/** A way in which a document reaches us. */
export type WildCarrier = {
  name: string;
  /** Whether the program that makes it is on this machine. */
  isHere(): boolean;
  /** As a careful typist would make them. */
  tidy(documents: CarrierDocument[], browser: () => Promise<Browser>): Promise<Rendered[]>;
  /** In all the styles there are; none where it has only the tidy one. */
  wild?(documents: CarrierDocument[], browser: () => Promise<Browser>): Promise<Rendered[]>;
};

const always = (): boolean => true;
const plain = (bytes: Uint8Array): Rendered => ({ style: "plain", bytes });
const words = (documents: CarrierDocument[]): Promise<Uint8Array[]> =>
  inTurn(documents, ({ title, blocks }) => docx(title, blocks));

/** What LibreOffice makes of the documents of another carrier; `from` is the ending of theirs. */
const office = (name: string, source: Required<WildCarrier>, from: string, to: string): WildCarrier => {
  const remade = async (sources: Rendered[]): Promise<Rendered[]> => {
    const bytes = sources.map((one) => one.bytes);
    return (await converted(bytes, from, to)).map((made, i) => ({ style: sources[i]?.style ?? "", bytes: made }));
  };
  return {
    name,
    isHere: hasOffice,
    tidy: async (documents, browser) => remade(await source.tidy(documents, browser)),
    wild: async (documents, browser) => remade(await source.wild(documents, browser)),
  };
};

/** Word's XML in all its styles but for those that LibreOffice itself spoils when it writes a format. */
const word = (spoilt: readonly string[] = []): Required<WildCarrier> => ({
  name: "DOCX",
  isHere: always,
  tidy: async (documents) => (await words(documents)).map(plain),
  wild: async (documents) => documents.map((document) => wildDocx(document, spoilt)),
});

const workbook: Required<WildCarrier> = {
  name: "XLSX",
  isHere: always,
  tidy: async (documents) => documents.map(({ title, blocks }) => plain(xlsx(title, blocks))),
  wild: async (documents) => documents.map(wildXlsx),
};

/** As Chromium prints it, with some of the lines that tables have. `style`: the plain ones among them. */
const printed = (name: string, lines: Parameters<typeof wildPdf>[0], style: string): WildCarrier => ({
  name,
  isHere: () => findBrowser() !== null,
  tidy: (documents, browser) =>
    inTurn(documents, async ({ title, blocks }) => plain(await pdf(await browser(), title, blocks, style))),
  wild: (documents, browser) => inTurn(documents, async (document) => wildPdf(lines, document, await browser())),
});

/** What stands in a content control, LibreOffice may write up to four times. */
const WRITTEN_FOURFOLD = ["content controls around cells", "a content control"];

/** Normalized text, which no extractor can better: what is missed here, the parser misses. */
const normalized = async (documents: CarrierDocument[]): Promise<Rendered[]> =>
  documents.map(({ blocks }) => plain(Buffer.from(text(blocks))));

export const carriers: readonly WildCarrier[] = [
  { name: "text", isHere: always, tidy: normalized, wild: normalized },
  {
    name: "HTML",
    isHere: always,
    tidy: async (documents) => documents.map(({ title, blocks }) => plain(Buffer.from(htmlPage(title, blocks)))),
    wild: async (documents) => documents.map(wildHtml),
  },
  word(),
  office("DOCX (LibreOffice)", word(), "docx", "docx:MS Word 2007 XML"),
  office("DOC", word(WRITTEN_FOURFOLD), "docx", "doc:MS Word 97"),
  office("RTF", word(WRITTEN_FOURFOLD), "docx", "rtf:Rich Text Format"),
  office("ODT", word(WRITTEN_FOURFOLD), "docx", "odt"),
  printed("PDF", LINES.around, ""),
  printed("PDF, lines on some sides", LINES.partly, "td { border-width: .75pt 0 }"),
  printed("PDF, no lines", LINES.none, "td { border: none }"),
  // What a field adds up it adds up anew, from nothing; and a raised digit on paper we never read.
  office(
    "PDF (LibreOffice)",
    word(["content controls around cells", "a field", "a simple field", "a note's mark"]),
    "docx",
    "pdf",
  ),
  {
    name: "OFD",
    isHere: always,
    tidy: async (documents) => documents.map(({ title, blocks }) => plain(ofd(title, blocks))),
    wild: async (documents) => documents.map(wildOfd),
  },
  workbook,
  office("XLSX (LibreOffice)", workbook, "xlsx", "xlsx"),
  office("XLS", workbook, "xlsx", "xls"),
];

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
