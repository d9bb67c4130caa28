import { html, nothing, type TemplateResult } from "lit-html";
import type { FormTable } from "../../reports/forms.ts";
import type { Report } from "../../reports/shard.ts";
import type { Context, Language } from "../../view.ts";
import { countedName, type Failure, isNoteworthy, isSoft, type Side } from "./findings.ts";
import { marks } from "./marks.ts";
import { softWords, words } from "./words.ts";

/** What the proof of the report came to: the identities that fail, in words; what else was noticed, apart. */
export function checked(
  context: Context,
  report: Report,
  tables: readonly FormTable[],
  failures: readonly Failure[],
): TemplateResult {
  const { say } = context;
  const hard = report.checks.filter((check) => !isSoft(check));
  const soft = report.checks.filter(isNoteworthy);
  const count = (passes: boolean | null): number => hard.filter((check) => check.passes === passes).length;
  return html`
    <section>
      <h2>${say(words.proof)}</h2>
      ${hard.length === 0 ? html`<p>${say(words.noIdentities)}</p>` : html`<p>${say(words.identities(count(true), count(false), count(null)))}</p>`}
      ${
        failures.length === 0
          ? nothing
          : html`<ul class="failures">${failures.map((failure) => html`<li><span class="mark" aria-hidden="true">${marks.failed}</span> ${failed(context, failure)}</li>`)}</ul>`
      }
      ${
        soft.length === 0
          ? nothing
          : html`<h3>${say(words.soft)}</h3><p class="soft">${say(words.softMeans)}</p>
        <ul class="findings">${soft.map((check) => html`<li>${say(softWords(check, (counted) => countedName(tables, counted)))}</li>`)}</ul>`
      }
      ${
        report.problems.length === 0
          ? nothing
          : html`<details class="problems"><summary>${say(words.problems(report.problems.length))}</summary>
        <ul>${report.problems.map(({ code, message, source_at }) => html`<li><code>${code}</code> ${message}${source_at === "" ? "" : html` <span class="soft">(${source_at})</span>`}</li>`)}</ul></details>`
      }
    </section>
  `;
}

/** Which sum it is, what the form says, and what stands there: in the form's words, on the English page also in English. */
export const failed = (context: Context, failure: Failure): TemplateResult => html`
  <span lang="zh-CN">${sums(failure, "zh")}</span>${
    context.language === "zh" ? nothing : html`<span class="english">${sums(failure, "en")}</span>`
  }
`;

const sums = ({ check, sum, equals, of }: Failure, language: Language): string =>
  words.broken({
    of: of[language],
    ...{ sum: side(sum, language), expected: String(check.expected ?? "?") },
    ...{ equals: side(equals, language), actual: String(check.actual ?? "?") },
  })[language];

/** A long sum by its first and last part. */
const side = (parts: Side, language: Language): string => {
  const said = parts.map((part) => part[language]);
  return said.length > 6 ? `${said[0]} + … + ${said.at(-1)} (${said.length})` : said.join(" + ");
};
