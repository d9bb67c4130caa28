import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Questions, Tables } from "../../database/described.ts";
import { choice } from "../../parts/options.ts";
import { type Context, ExplorerError, type View } from "../../view.ts";
import { answerPages } from "./answer.ts";
import { tablesHelp } from "./tables-help.ts";
import { words } from "./words.ts";

/** Shows the question of the address (q) and its answer. */
export const view: View = {
  title: words.title,
  async show(context) {
    const [questions, tables] = await Promise.all([
      context.data("questions.json", Questions),
      context.data("tables.json", Tables),
    ]);
    const { say, params, language, go } = context;
    const sql = params.get("q") ?? "";
    const page = (below: TemplateResult | typeof nothing): TemplateResult => html`
      <h1>${say(words.title)}</h1>
      <p>${say(words.intro)}</p>
      <form class="sql-question" @submit=${(event: Event) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLFormElement) ask(context, event.currentTarget);
      }}>
        ${choice({
          name: "example",
          label: say(words.examples),
          value: questions.find((one) => one.sql === sql)?.name ?? "",
          options: [
            { value: "", label: say(words.choose) },
            ...questions.map((one) => ({ value: one.name, label: one[language] })),
          ],
          choose: (name) => go({ q: questions.find((one) => one.name === name)?.sql ?? "" }),
        })}
        <label for="sql">${say(words.query)}</label>
        <textarea
          id="sql" name="q" rows="10" spellcheck="false" autocapitalize="off" autocomplete="off"
          .value=${live(sql)}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            if (event.currentTarget instanceof HTMLTextAreaElement) event.currentTarget.form?.requestSubmit();
          }}
        ></textarea>
        <p><button type="submit">${say(words.run)}</button> <span class="soft">${say(words.keys)}</span></p>
      </form>
      <div class="sql-answer">${below}</div>
      <h2>${say(words.tables)}</h2>
      <p>${say(words.missing)}</p>
      ${tablesHelp(context, tables)}
    `;
    if (sql.trim() === "") return page(nothing);
    context.redraw(page(html`<p role="status">${say(words.running)}</p>`));
    const began = performance.now();
    try {
      const answer = await context.query(sql);
      const ms = Math.round(performance.now() - began);
      const show = (from: number): TemplateResult =>
        page(answerPages(context, { answer, ms, from, turn: (to) => context.redraw(show(to)) }));
      return show(0);
    } catch (error) {
      return page(
        html`<p class="sql-error" role="status">${error instanceof ExplorerError ? say(error.text) : faultOf(error)}</p>`,
      );
    }
  },
};

/** A question is an address; the one that stands there already is asked once more. */
function ask(context: Context, form: HTMLFormElement): void {
  const sql = new FormData(form).get("q");
  if (typeof sql !== "string") return;
  if (sql === context.params.get("q")) void view.show(context).then(context.redraw);
  else context.go({ q: sql });
}

/** What DuckDB says is wrong, as one line: without the excerpt of the question that follows after an empty line. */
function faultOf(error: unknown): string {
  const [fault = ""] = (error instanceof Error ? error.message : String(error)).split("\n\n");
  return fault.replaceAll("\n", " ");
}
