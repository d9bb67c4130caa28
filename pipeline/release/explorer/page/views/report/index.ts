import { html, type TemplateResult } from "lit-html";
import { Forms, type FormTable } from "../../reports/forms.ts";
import { reportsOf } from "../../reports/read.ts";
import type { Report } from "../../reports/shard.ts";
import type { Context, View } from "../../view.ts";
import { addressFor } from "./address-for.ts";
import { checked } from "./checked.ts";
import { chosen } from "./chosen.ts";
import { failuresOf } from "./findings.ts";
import { head } from "./head.ts";
import { history } from "./history.ts";
import { owedFor } from "./owed.ts";
import { prose } from "./prose.ts";
import { source } from "./source.ts";
import { tables } from "./tables.ts";
import { words } from "./words.ts";

export const view: View = { title: words.title, show };

async function show(context: Context): Promise<TemplateResult> {
  const { params } = context;
  const organ = params.get("organ") || null;
  const year = /^\d{4}$/.test(params.get("year") ?? "") ? Number(params.get("year")) : null;
  const reports = await reportsOf(context, { organ, division: params.get("division") || null, year });
  const found = chosen(reports, { year, scope: params.get("scope"), version: params.get("version") });
  if (found === null) return notHere(context, organ ?? "", reports);
  const { report, isOther } = found;
  const [forms, owed] = await Promise.all([context.data("forms.json", Forms), owedFor(context, report)]);
  const laidOut = formsOf(report, forms);
  const failures = failuresOf(report.checks, laidOut);
  const state: { cell: string | null } = { cell: null };
  const draw = (): TemplateResult => html`
    <article class="report">
      ${head(context, report, { isOther, owed })}
      ${checked(context, report, laidOut, failures)}
      ${tables(context, report, laidOut, failures, state.cell, (cell) => {
        if (state.cell === cell) return;
        state.cell = cell;
        context.redraw(draw());
      })}
      ${prose(context, report)}
      ${history(context, report, reports, laidOut)}
      ${source(context, report)}
    </article>
  `;
  return draw();
}

/** The form that each statutory table of a report has, in the form's order. */
function formsOf(report: Report, forms: Forms): FormTable[] {
  const names: Record<string, string | null> = {
    proactive: report.proactive_format,
    applications: report.applications_format,
    disputes: report.disputes_format,
    statistics_2014: report.statistics_2014_form,
  };
  return Object.entries(names).flatMap(([table, name]) =>
    forms.flatMap((form) => (form.name === name ? form.tables.filter(({ id }) => id === table) : [])),
  );
}

/** A citation may be older than the organ's name, or name a report that nobody has: then one searches. */
const notHere = ({ say, address }: Context, body: string, reports: readonly Report[]): TemplateResult => html`
  <h1>${say(words.notHere)}</h1>
  <p role="alert" class="notice">${say(reports.length === 0 ? words.noneOf(body) : words.notThatYear(body))}</p>
  ${
    reports.length === 0
      ? ""
      : html`<ul>${reports
          .filter(({ is_current }) => is_current)
          .sort((a, b) => (a.year ?? 0) - (b.year ?? 0))
          .map(
            (report) =>
              html`<li><a href=${address("report", addressFor(report))}>${report.title ?? report.report_id}</a></li>`,
          )}</ul>`
  }
  <p><a href=${address("search", { q: body })}>${say(words.search)}</a></p>
`;
