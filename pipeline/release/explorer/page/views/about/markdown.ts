import { html, type TemplateResult } from "lit-html";

/** A piece of the Markdown that data cards are written in: headings, paragraphs, lists and tables, a blank line between them. */
export type Block =
  | { kind: "heading"; level: 1 | 2; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][] };

export const blocksOf = (markdown: string): Block[] =>
  markdown
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map(blockOf);

function blockOf(text: string): Block {
  const lines = text.split("\n");
  const heading = /^(##?) (.*)$/.exec(text);
  if (heading) return { kind: "heading", level: heading[1] === "#" ? 1 : 2, text: heading[2] ?? "" };
  if (lines.every((line) => line.startsWith("- "))) return { kind: "list", items: lines.map((line) => line.slice(2)) };
  const [head, rule, ...rows] = lines.map(cellsOf);
  if (head && rule?.every((cell) => /^-+$/.test(cell))) return { kind: "table", head, rows };
  return { kind: "paragraph", text };
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|\s?|\s?\|$/g, "")
    .split(/\s?\|\s?/)
    .map((cell) => cell.trim());

/** The blocks of a card; `caption` is said of a table, which the heading before it names. */
export function shown(blocks: readonly Block[]): TemplateResult[] {
  let title = "";
  return blocks.map((block) => {
    if (block.kind === "heading") title = block.text;
    return blockShown(block, title);
  });
}

function blockShown(block: Block, title: string): TemplateResult {
  if (block.kind === "heading")
    return block.level === 1 ? html`<h1>${inline(block.text)}</h1>` : html`<h2>${inline(block.text)}</h2>`;
  if (block.kind === "paragraph") return html`<p>${inline(block.text)}</p>`;
  if (block.kind === "list") return html`<ul>${block.items.map((item) => html`<li>${inline(item)}</li>`)}</ul>`;
  const [first, ...heads] = block.head;
  return html`<div class="scrolled" role="region" aria-label=${title} tabindex="0"><table>
    <caption class="visually-hidden">${title}</caption>
    <thead><tr><th scope="col">${inline(first ?? "")}</th>${heads.map((head) => html`<th scope="col">${inline(head)}</th>`)}</tr></thead>
    <tbody>${block.rows.map(
      ([name = "", ...cells]) =>
        html`<tr><th scope="row">${inline(name)}</th>${cells.map((cell) => html`<td class=${/^[\d,.%–]+( |$)/.test(cell) ? "number" : ""}>${inline(cell)}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}

/** `code`, **strong** and [a link](to a file of the release). */
const inline = (text: string): (TemplateResult | string)[] =>
  text.split(/(`[^`]*`|\*\*[^*]*\*\*|\[[^\]]*\]\([^)]*\))/).map((part) => {
    const link = /^\[(.*)\]\((.*)\)$/.exec(part);
    if (link) return html`<a href=${link[2] ?? ""}>${link[1]}</a>`;
    if (/^`.*`$/.test(part)) return html`<code>${part.slice(1, -1)}</code>`;
    return /^\*\*.*\*\*$/.test(part) ? html`<strong>${part.slice(2, -2)}</strong>` : part;
  });
