import type { Browser, Page } from "playwright-core";
import type { SourceBlock } from "../generate/blocks.ts";
import { htmlPage } from "./html.ts";

type PrintOptions = NonNullable<Parameters<Page["pdf"]>[0]>;
/** One way in which a printed report may look, in one respect. */
type Look = { css?: string; print?: PrintOptions; text?: (text: string) => string };

const MARGINS = { top: "20mm", bottom: "20mm", left: "18mm", right: "18mm" };
const running = (head: string, foot: string): Look => ({
  print: {
    displayHeaderFooter: true,
    headerTemplate: `<div style="font-size:8pt;width:100%;text-align:center">${head}</div>`,
    footerTemplate: `<div style="font-size:8pt;width:100%;text-align:center">${foot}</div>`,
  },
});

/** How the reports of different offices differ on paper, respect by respect; what comes first is the plain one. */
export const PDF_LOOKS = {
  /** What parts the cells. */
  lines: {
    ruled: {},
    dotted: { css: "td{border:.5pt dotted #000}" },
    dashed: { css: "td{border:.75pt dashed #000}" },
    double: { css: "td{border:3pt double #000}" },
    grey: { css: "td{border:.5pt solid #ddd}" },
    apart: { css: "table{border-collapse:separate;border-spacing:1.5pt;border:1pt solid #000}" },
    across: { css: "td{border-width:.75pt 0}" },
    down: { css: "td{border-width:0 .75pt}" },
    frame: { css: "table{border:1pt solid #000}td{border:none}" },
    // 三线表
    three: {
      css: "table{border-top:1.5pt solid;border-bottom:1.5pt solid}td{border:none}tr:nth-child(2) td{border-bottom:.75pt solid}",
    },
    banded: { css: "td{border:none}tr:nth-child(odd) td{background:#e6eef8}" },
    tiled: { css: "table{border-collapse:separate;border-spacing:1.5pt}td{border:none;background:#eee}" },
    none: { css: "td{border:none}" },
  },
  /** The size and setting of the type. */
  type: {
    plain: {},
    tiny: { css: "table{font-size:4.5pt}" },
    small: { css: "table{font-size:6.5pt}" },
    large: { css: "table{font-size:12pt;line-height:1.6}" },
    bold: { css: "td{font-weight:bold}" },
    spaced: { css: "td{letter-spacing:2pt}" },
    loose: { css: "table{line-height:2}td{padding:4pt}" },
    tight: { css: "table{line-height:1.05}td{padding:0 1pt}" },
  },
  /** Where a cell's text stands in it. */
  align: {
    middle: {},
    left: { css: "td{text-align:left}" },
    right: { css: "td{text-align:right}" },
    names: { css: "td:first-child{text-align:left}" },
    top: { css: "td{vertical-align:top}" },
    bottom: { css: "td{vertical-align:bottom}" },
    justified: { css: "td{text-align:justify;text-align-last:justify}" },
    indented: { css: "td:first-child{text-align:left;text-indent:1em}" },
  },
  /** How wide the columns are. */
  width: {
    full: {},
    equal: { css: "table{table-layout:fixed}" },
    content: { css: "table{width:auto}" },
    narrow: { css: "table{width:75%;margin:auto}" },
    unbroken: { css: "table{width:auto;font-size:6pt}td{white-space:nowrap}" },
  },
  /** The paper, and what stands on every sheet of it. */
  page: {
    a4: {},
    landscape: { print: { landscape: true } },
    a3: { print: { format: "A3" } },
    a5: { print: { format: "A5" }, css: "table{font-size:6pt}" },
    halved: { print: { scale: 0.6 } },
    columns: { css: "body{columns:2}table{font-size:4pt}" },
    whole: { css: "tr{break-inside:avoid}" },
    parted: { css: "tr{break-inside:auto}" },
    numbered: running("", "<span class=pageNumber></span>"),
    dashedNumber: running("", "- <span class=pageNumber></span> -"),
    headed: running(
      "政府信息公开工作年度报告",
      "第<span class=pageNumber></span>页 共<span class=totalPages></span>页",
    ),
    watermarked: {
      css: 'body::before{content:"内部资料";position:fixed;top:40%;left:20%;font-size:70pt;color:#eee;transform:rotate(-35deg)}',
    },
    turned: { css: "table{writing-mode:vertical-rl;text-orientation:sideways;width:auto;font-size:7pt}" },
  },
  names: {
    across: {},
    downwards: { css: "td[rowspan]:first-child{writing-mode:vertical-rl}" },
  },
  digits: {
    plain: {},
    // What a Chinese input method writes.
    fullWidth: { text: (text) => text.replace(/\d/g, (d) => String.fromCodePoint((d.codePointAt(0) ?? 0) + 0xfee0)) },
  },
} satisfies Record<string, Record<string, Look>>;

type Looks = typeof PDF_LOOKS;

/** A name from each respect; what is not named is plain. `tagged`: with the structure tree that Word and browsers write. */
export type PdfChoices = { [Respect in keyof Looks]?: keyof Looks[Respect] & string } & { tagged?: boolean };

/** The blocks as Chromium prints them, in a page of the browser that is closed again. */
export async function styledPdf(
  browser: Browser,
  title: string,
  blocks: SourceBlock[],
  choices: PdfChoices,
): Promise<Uint8Array> {
  const looks = looksOf(choices);
  const css = looks.map((look) => look.css ?? "").join("\n");
  const text = (plain: string): string => looks.reduce((done, look) => look.text?.(done) ?? done, plain);
  const page = await browser.newPage();
  try {
    await page.setContent(htmlPage(title, withCellText(blocks, text)).replace("</style>", `${css}</style>`));
    const options = Object.assign({}, ...looks.map((look) => look.print ?? {}));
    return await page.pdf({
      format: "A4",
      margin: MARGINS,
      printBackground: true,
      tagged: choices.tagged ?? true,
      ...options,
    });
  } finally {
    await page.close();
  }
}

function looksOf({ tagged: _, ...choices }: PdfChoices): Look[] {
  return Object.entries(choices).flatMap(([respect, name]) => {
    const looks: Record<string, Record<string, Look>> = PDF_LOOKS;
    return looks[respect]?.[name] ?? [];
  });
}

const withCellText = (blocks: SourceBlock[], text: (plain: string) => string): SourceBlock[] =>
  blocks.map((block) =>
    block.kind === "table"
      ? { ...block, rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: text(cell.text) }))) }
      : block,
  );
