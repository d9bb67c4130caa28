import { html, nothing, type TemplateResult } from "lit-html";
import { count } from "../../parts/format.ts";
import { type Due, isThere, Overview, Province } from "../../places.ts";
import type { Context } from "../../view.ts";
import { type Found, found, type Level, ranked } from "./match.ts";
import { words } from "./words.ts";

/** How many organs are shown; who wants others says more. */
const SHOWN = 50;
/** How many provinces are read at once. */
const TOGETHER = 4;

export type Wanted = { query: string; province: string; level: Level | null };

/** Looks for organs province by province, and shows what there is meanwhile. */
export async function searched(
  context: Context,
  { query, province, level }: Wanted,
  show: (results: TemplateResult) => void,
): Promise<TemplateResult> {
  const { provinces } = await context.data("overview.json", Overview);
  const wanted = provinces.filter(({ code }) => province === "" || code === province);
  let all: Found[] = [];
  for (let from = 0; from < wanted.length; from += TOGETHER) {
    const some = wanted.slice(from, from + TOGETHER);
    const files = await Promise.all(some.map(({ code }) => context.data(`places/${code}.json`, Province)));
    const organs = files.flatMap((file) => found(file, query, level));
    all = ranked([...all, ...organs]);
    if (from + TOGETHER < wanted.length) show(results(context, all, { done: from + some.length, of: wanted.length }));
  }
  return results(context, all, null);
}

function results(
  context: Context,
  all: readonly Found[],
  looking: { done: number; of: number } | null,
): TemplateResult {
  const { say, language } = context;
  const status =
    looking === null
      ? say(words.found(count(all.length, language), all.length > SHOWN ? SHOWN : null))
      : say(words.looking(looking.done, looking.of));
  return html`
    <p role="status">${status}</p>
    ${looking === null && all.length === 0 ? html`<p class="notice">${say(words.nothing)}</p>` : nothing}
    <ol class="organs">${all.slice(0, SHOWN).map((one) => html`<li>${organ(context, one)}</li>`)}</ol>
  `;
}

/** An organ, its place, and a link for each year of which its report is there. */
function organ(context: Context, { organ: { name, due }, place }: Found): TemplateResult {
  const there = due.filter(({ state }) => isThere(state));
  const missing = due.length - there.length;
  return html`
    <h3><bdi lang="zh-CN">${name}</bdi> <span class="soft" lang="zh-CN">${place}</span></h3>
    <p class="years">${there.map((one) => html`<a href=${address(context, one)}>${one.year}</a> `)}
      ${missing === 0 ? nothing : html`<span class="soft">${context.say(words.missing(missing))}</span>`}</p>
  `;
}

const address = (context: Context, { organ, division, year, scope }: Due): string =>
  context.address("report", { organ, division, year: String(year), scope });
