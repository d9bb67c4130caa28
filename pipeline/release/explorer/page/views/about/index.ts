import { html, type TemplateResult } from "lit-html";
import { addressOf } from "../../release.ts";
import { type Context, ExplorerError, type View } from "../../view.ts";
import { words as shell } from "../../words.ts";
import { files } from "./files.ts";
import { type Block, blocksOf, shown } from "./markdown.ts";
import { words } from "./words.ts";

const CARDS = { en: "DATACARD.md", zh: "DATACARD.zh-CN.md" } as const;

export const view: View = { title: words.title, show };

/** The release's own data card, and its files. */
async function show(context: Context): Promise<TemplateResult> {
  const card = blocksOf(await textOf(CARDS[context.language]));
  return html`<div class="about">${shown(card.filter((block) => !isOtherLanguage(block)))}${await files(context)}</div>`;
}

/** The card links to itself in the other language, which is what the page's own switch does. */
const isOtherLanguage = (block: Block): boolean =>
  block.kind === "paragraph" && /^\[[^\]]*\]\(DATACARD[^)]*\)$/.test(block.text);

async function textOf(file: string): Promise<string> {
  const response = await fetch(addressOf(file)).catch((error: unknown) => {
    throw new ExplorerError(shell.notThere(file, String(error)));
  });
  if (!response.ok) throw new ExplorerError(shell.notThere(file, `HTTP ${response.status}`));
  return response.text();
}
