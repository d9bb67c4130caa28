import { html, nothing, type TemplateResult } from "lit-html";
import { stateNames } from "../../parts/state-words.ts";
import { SIGNS } from "../../parts/states.ts";
import type { Report } from "../../reports/shard.ts";
import type { Context, Text } from "../../view.ts";
import { addressFor } from "./address-for.ts";
import type { Owed } from "./owed.ts";
import { levels, scopes, statuses, words } from "./words.ts";

/** Title, whose report it is, and how far it is proven. */
export function head(
  context: Context,
  report: Report,
  { isOther, owed }: { isOther: boolean; owed: Owed | null },
): TemplateResult {
  const { say, address } = context;
  const status = statuses[report.status];
  return html`
    <h1 lang="zh-CN"><bdi>${report.title ?? say(words.untitled)}</bdi></h1>
    ${isOther ? html`<p role="alert" class="notice">${say(words.otherVersion)}</p>` : nothing}
    ${
      report.is_current
        ? nothing
        : html`<p class="notice">${say(words.older)} <a href=${address("report", addressFor(report))}>${say(words.toCurrent)}</a></p>`
    }
    ${report.gone_since === null ? nothing : html`<p class="notice">${say(words.gone(report.gone_since.slice(0, 10)))}</p>`}
    <dl class="facts">
      ${fact(context, words.organ, report.organ ?? say(words.unknownOrgan(report.site)), "zh-CN")}
      ${fact(context, words.place, [report.province, report.division].filter((one) => one !== null).join(" · ") || say(words.unknown))}
      ${fact(context, words.level, report.level === null ? say(words.unknown) : said(context, levels, report.level))}
      ${fact(context, words.scope, said(context, scopes, report.scope))}
      ${fact(context, words.year, report.year === null ? say(words.unknown) : String(report.year))}
      ${fact(context, words.published, report.published ?? say(words.undated))}
      ${owed === null ? nothing : fact(context, words.due, say(words.dueOn(owed.deadline, `${SIGNS[owed.state]} ${say(stateNames[owed.state])}`, owed.state === "late" ? owed.days : null)))}
      ${fact(context, words.format, say(words.formats(report.cells.length === 0 ? null : report.format)))}
    </dl>
    <p class="status status-${report.status}">
      <strong>${say(words.named(status === undefined ? report.status : say(status.name)))}</strong>
      ${status === undefined ? "" : say(status.means)}
    </p>
  `;
}

const fact = ({ say }: Context, name: Text, value: string, lang?: string): TemplateResult =>
  html`<div><dt>${say(name)}</dt><dd lang=${lang ?? nothing}><bdi>${value}</bdi></dd></div>`;

const said = ({ say }: Context, texts: Readonly<Record<string, Text>>, word: string): string => {
  const text = texts[word];
  return text === undefined ? word : say(text);
};
