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
h1 { font-size: 18pt; text-align: center } h1, strong { font-weight: normal } p { margin: .4em 0 }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.3 }
td { border: .75pt solid #000; padding: 2pt; text-align: center } td p { margin: 0 }
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
      return `<p style="text-indent: 2em; line-height: 1.75em;"><strong><span style="font-size: 16px;">${escapeHtml(block.text)}</span></strong></p>`;
    case "paragraph":
      return `<p style="text-indent: 2em; line-height: 1.75em;">${escapeHtml(block.text)}</p>`;
    case "table":
      return `<table border="1" cellspacing="0" cellpadding="0"><tbody>\n${block.rows.map(tableRow).join("\n")}\n</tbody></table>`;
  }
}

const tableRow = (cells: SpanCell[]): string => `<tr>${cells.map(tableCell).join("")}</tr>`;

function tableCell({ text, colspan, rowspan }: SpanCell): string {
  const spans = `${colspan === undefined ? "" : ` colspan="${colspan}"`}${rowspan === undefined ? "" : ` rowspan="${rowspan}"`}`;
  return `<td${spans}><p><span>${text === "" ? "&nbsp;" : escapeHtml(text)}</span></p></td>`;
}
