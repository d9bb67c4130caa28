import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { choice } from "../../parts/options.ts";
import { provinceName } from "../../parts/where.ts";
import { Overview } from "../../places.ts";
import type { Context, View } from "../../view.ts";
import { LEVELS } from "./match.ts";
import { searched } from "./organs.ts";
import { inTexts } from "./texts.ts";
import { levels, words } from "./words.ts";

export const view: View = { title: words.title, show };

/** The state of the page is its address: q, province, level; texts=1 where the prose is looked through too, which needs the database. */
async function show(context: Context): Promise<TemplateResult> {
  const { say, params } = context;
  const query = (params.get("q") ?? "").trim();
  const province = params.get("province") ?? "";
  const level = LEVELS.find((one) => one === params.get("level")) ?? null;
  const { provinces } = await context.data("overview.json", Overview);
  const ask = (more: Record<string, string>): void =>
    context.go({ q: query, province, level: level ?? "", texts: "", ...more });

  const page = (organs: TemplateResult, texts: TemplateResult): TemplateResult => html`
    <h1>${say(words.title)}</h1>
    <form role="search" class="choices" @submit=${(event: SubmitEvent) => submit(event, ask)}>
      <label class="choice wide"><span>${say(words.box)}</span>
        <input type="search" name="q" .value=${live(query)} autocomplete="off" enterkeyhint="search" /></label>
      ${choice({
        name: "province",
        label: say(words.province),
        value: province,
        options: [
          { value: "", label: say(words.everywhere) },
          ...provinces.map((one) => ({ value: one.code, label: provinceName(context, one) })),
        ],
        choose: (chosen) => ask({ province: chosen }),
      })}
      ${choice({
        name: "level",
        label: say(words.level),
        value: level ?? "",
        options: [
          { value: "", label: say(words.everyLevel) },
          ...LEVELS.map((one) => ({ value: one, label: say(levels[one]) })),
        ],
        choose: (chosen) => ask({ level: chosen }),
      })}
      <button type="submit">${say(words.search)}</button>
    </form>
    ${
      query === ""
        ? html`<p>${say(words.try)}</p>`
        : html`
      <section><h2>${say(words.organs)}</h2>${organs}</section>
      <section><h2>${say(words.texts)}</h2>${texts}</section>`
    }
  `;
  if (query === "") return page(html``, html``);
  const offered = html`<p>${say(words.textsNeed)}</p>
    <p><button type="button" @click=${() => ask({ texts: "1" })}>${say(words.inTexts(query))}</button></p>`;
  const isText = params.get("texts") === "1";
  const waiting = isText ? html`<p role="status">${say(words.reading)}</p>` : offered;
  const organs = await searched(context, { query, province, level }, (some) => context.redraw(page(some, waiting)));
  if (!isText) return page(organs, offered);
  context.redraw(page(organs, waiting));
  return page(organs, await inTexts(context, query, province));
}

function submit(event: SubmitEvent, ask: (more: Record<string, string>) => void): void {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLFormElement)) return;
  ask({ q: String(new FormData(event.currentTarget).get("q") ?? "").trim() });
}
