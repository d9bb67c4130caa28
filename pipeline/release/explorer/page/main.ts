import { html, nothing, render, type TemplateResult } from "lit-html";
import { type Asked, addressOf, asked } from "./address.ts";
import { data } from "./data.ts";
import { mustStillBeHere, release } from "./release.ts";
import { type Context, ExplorerError, type Table, type Text, type View } from "./view.ts";
import { views as titles, words } from "./words.ts";

/** Each view is a file of its own, fetched when it is first asked for. */
const VIEWS = new Map<string, () => Promise<{ view: View }>>([
  ["coverage", () => import("./views/coverage/index.ts")],
  ["map", () => import("./views/map/index.ts")],
  ["series", () => import("./views/series/index.ts")],
  ["deadlines", () => import("./views/deadlines/index.ts")],
  ["search", () => import("./views/search/index.ts")],
  ["report", () => import("./views/report/index.ts")],
  ["sql", () => import("./views/sql/index.ts")],
  ["about", () => import("./views/about/index.ts")],
]);
const FIRST = "coverage";

/** Counts what was asked for, so that a slow answer never covers a later one. */
let turn = 0;
let shown = "";
/** Whether a link was followed: what a control or the switch of languages changes stays where the reader is. */
let followed = false;

async function show(): Promise<void> {
  const now = ++turn;
  const wanted = asked(location.hash, navigator.languages);
  const name = wanted.view === "" ? FIRST : wanted.view;
  const say = (text: Text): string => text[wanted.language];
  document.documentElement.lang = wanted.language === "zh" ? "zh-CN" : "en";
  const draw = (content: TemplateResult, busy = false): void => {
    if (now === turn) render(page(wanted, name, say, content, busy), document.body);
  };
  const load = VIEWS.get(name);
  if (load === undefined) return draw(notice(say(words.noView)));
  if (name !== shown) draw(html`<p class="loading">${say(words.loading)}</p>`, true);
  try {
    await mustStillBeHere();
    const { view } = await load();
    const content = await view.show(contextOf(wanted, name, say, draw));
    if (now !== turn) return;
    draw(content);
    // What is kept as a bookmark is called by what it shows: a report by its own title.
    const heading = document.querySelector("main h1")?.textContent?.trim();
    document.title = `${heading || say(view.title)} · ${say(words.name)}`;
    if (followed || (shown !== "" && shown !== name)) begin();
    followed = false;
    shown = name;
  } catch (error) {
    if (!(error instanceof ExplorerError)) console.error(error);
    draw(notice(error instanceof ExplorerError ? say(error.text) : say(words.failed(String(error)))));
    shown = "";
  }
}

const contextOf = (wanted: Asked, name: string, say: Context["say"], redraw: Context["redraw"]): Context => ({
  params: wanted.params,
  language: wanted.language,
  say,
  address: (view, params = {}) => addressOf(view, params, wanted.params.get("lang")),
  go: (params) => {
    location.hash = addressOf(name, params, wanted.params.get("lang"));
  },
  data,
  query: async (sql): Promise<Table> => {
    await mustStillBeHere();
    const { ask } = await import("./database/index.ts");
    return ask(sql);
  },
  redraw,
});

const notice = (text: string): TemplateResult => html`<p role="alert" class="notice">${text}</p>`;

function page(
  wanted: Asked,
  name: string,
  say: Context["say"],
  content: TemplateResult,
  busy: boolean,
): TemplateResult {
  const { params, language } = wanted;
  const link = (view: string): string => addressOf(view, {}, params.get("lang"));
  const here = Object.fromEntries(params);
  return html`
    <a class="skip" href="#main" @click=${skip}>${say(words.skip)}</a>
    <header>
      <a class="brand" href=${link(FIRST)}><strong>${say(words.name)}</strong> <span>${say(words.what)}</span></a>
      <nav aria-label=${say(words.views)}>
        ${Object.entries(titles).map(
          ([view, title]) =>
            html`<a href=${link(view)} aria-current=${view === name ? "page" : nothing}>${say(title)}</a>`,
        )}
      </nav>
      <nav class="languages" aria-label=${say(words.language)}>
        <a href=${addressOf(name, here, "zh")} lang="zh-CN" aria-current=${language === "zh" ? "true" : nothing}>中文</a>
        <a href=${addressOf(name, here, "en")} lang="en" aria-current=${language === "en" ? "true" : nothing}>English</a>
      </nav>
    </header>
    <main id="main" tabindex="-1" data-shows=${busy ? nothing : wanted.hash} aria-busy=${busy ? "true" : "false"}>${content}</main>
    <footer>
      <p>${say(words.release(release.day))} · CC0 1.0</p>
      <p>${say(words.foot)}</p>
    </footer>
  `;
}

/** Where a link led is read from its top, by eye and by screen reader. */
function begin(): void {
  document.querySelector("main")?.focus();
  scrollTo(0, 0);
}

/** The part after # names the view here, so the link itself can't lead to the content. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector("main")?.focus();
}

document.addEventListener("click", ({ target }) => {
  followed = target instanceof Element && target.closest("main a[href^='#']") !== null;
});
window.addEventListener("hashchange", () => void show());
document.body.replaceChildren();
void show();
