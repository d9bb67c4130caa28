import type { SourceBlock, SpanCell } from "../generate/blocks.ts";

/** The blocks as the inside of an article, in the inline-styled markup that a CMS editor leaves. */
export function htmlArticle(blocks: SourceBlock[]): string {
  return blocks.map(element).join("\n");
}

/** The blocks as a page of their own, ruled and sized for A4. */
export function htmlPage(title: string, blocks: SourceBlock[]): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>
body { font: 12pt/1.6 "Liberation Serif", "Droid Sans Fallback", "Noto Serif CJK SC", "Songti SC", SimSun, serif }
h1 { font-size: 18pt; text-align: center } h2 { font-size: 14pt } h1, h2, strong { font-weight: normal } p { text-indent: 2em; margin: .4em 0 }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.3 }
td { border: .75pt solid #000; padding: 2pt; text-align: center }
</style></head><body>
${htmlArticle(blocks)}
</body></html>
`;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function element(block: SourceBlock): string {
  switch (block.kind) {
    case "title":
      return `<h1>${escapeHtml(block.text)}</h1>`;
    case "heading":
      return `<h2><strong>${escapeHtml(block.text)}</strong></h2>`;
    case "paragraph":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "table":
      return `<table border="1" cellspacing="0" cellpadding="0"><tbody>\n${block.rows.map(tableRow).join("\n")}\n</tbody></table>`;
  }
}

const tableRow = (cells: SpanCell[]): string => `<tr>${cells.map(tableCell).join("")}</tr>`;

function tableCell({ text, colspan, rowspan }: SpanCell): string {
  const spans = `${colspan === undefined ? "" : ` colspan="${colspan}"`}${rowspan === undefined ? "" : ` rowspan="${rowspan}"`}`;
  return `<td${spans}>${text === "" ? "&nbsp;" : escapeHtml(text)}</td>`;
}
