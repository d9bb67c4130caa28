import { html, type TemplateResult } from "lit-html";
import { phrases } from "../../database/phrases.ts";
import { phraseHits } from "../../parts/phrase-hits.ts";
import type { Context } from "../../view.ts";
import { words } from "./words.ts";

/** Looks for a phrase in the headings and texts; from where an earlier look ended, if the address says so. */
export async function inTexts(context: Context, phrase: string, province: string): Promise<TemplateResult> {
  const after = Number(context.params.get("after") ?? Number.NaN);
  const found = await phrases(context, phrase, {
    place: province === "" ? null : province,
    after: Number.isNaN(after) ? null : after,
  });
  const more = context.address("search", { q: phrase, province, texts: "1", after: String(found.next ?? "") });
  return found.hits.length === 0 && found.next === null
    ? html`<p role="status">${context.say(words.noText)}</p>`
    : phraseHits(context, { found, more });
}
