import { html, nothing, type TemplateResult } from "lit-html";
import type { Hit, Hits } from "../database/phrases.ts";
import type { Context } from "../view.ts";
import { count } from "./format.ts";
import { words } from "./words.ts";

/**
 * What a search for a phrase found: the reports, each with the words around it. `more` is the address under which the search goes on
 * (`found.next` as `after` of phrases()).
 */
export const phraseHits = (context: Context, { found, more }: { found: Hits; more: string }): TemplateResult => html`
  <p role="status">${context.say(words.found(count(found.hits.length, context.language), count(found.looked, context.language)))}</p>
  <ol class="phrase-hits">${found.hits.map((hit) => html`<li>${hitOf(context, hit)}</li>`)}</ol>
  ${found.next === null ? html`<p class="soft">${context.say(words.allFound)}</p>` : html`<p><a href=${more}>${context.say(words.goOn)}</a></p>`}
`;

const hitOf = ({ say, address }: Context, hit: Hit): TemplateResult => {
  const params = {
    ...{ organ: hit.organ ?? "", division: hit.division ?? "", year: String(hit.year ?? "") },
    ...{ scope: hit.scope, version: hit.report_id },
  };
  return html`
    <p><a href=${address("report", params)}>${hit.organ ?? say(words.unknown)} · ${hit.year ?? say(words.unknown)}</a>
      <span class="soft">${hit.province ?? nothing} ${hit.inHeading ? say(words.inHeading) : hit.heading}</span></p>
    <blockquote lang="zh-CN">${hit.before}<mark>${hit.phrase}</mark>${hit.after}</blockquote>
  `;
};
