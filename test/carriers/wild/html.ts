import { escapeHtml } from "../html.ts";
import type { CarrierDocument } from "./document.ts";
import { cellMarkups } from "./html-cells.ts";
import { pageMarkups } from "./html-pages.ts";
import { tableMarkups } from "./html-tables.ts";

/** The document as a web page, its markup chosen from all there is; the plainest where nothing is wild. */
export function wildHtml({ title, blocks, choices }: CarrierDocument): { style: string; bytes: Uint8Array } {
  const [page, table, cell] = [choices.one(pageMarkups), choices.one(tableMarkups), choices.one(cellMarkups)];
  const article = blocks.map((block): string => {
    if (block.kind === "table") return table.write(block.rows, cell);
    const text = escapeHtml(block.text);
    if (block.kind === "title") return `<p style="text-align:center"><strong>${text}</strong></p>`;
    return block.kind === "heading"
      ? `<p><strong><span>${text}</span></strong></p>`
      : `<p style="text-indent:2em">${text}</p>`;
  });
  return {
    style: `${page.name} × ${table.name} × ${cell.name}`,
    bytes: Buffer.from(page.write(title, article.join("\n"))),
  };
}
