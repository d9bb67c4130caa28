import { html, nothing, type TemplateResult } from "lit-html";
import type { FormTable } from "../../reports/forms.ts";
import type { Cell, Report } from "../../reports/shard.ts";
import type { Context } from "../../view.ts";
import { addressFor } from "./address-for.ts";
import { columnLabel, itemLabel } from "./findings.ts";
import { marks } from "./marks.ts";
import { beside, changedCells, changedSections, versionsOf } from "./versions.ts";
import { cellWords, scopes, sectionChanges, statuses, words } from "./words.ts";

/** The versions of the report and what changed from each to the next, and the body's reports beside it. */
export function history(
  context: Context,
  report: Report,
  reports: readonly Report[],
  tables: readonly FormTable[],
): TemplateResult {
  const { say, address } = context;
  const versions = versionsOf(reports, report);
  const others = beside(reports, report);
  return html`
    <section>
      <h2>${say(words.history)}</h2>
      ${versions.length < 2 ? html`<p>${say(words.oneVersion)}</p>` : nothing}
      <ol class="versions">
        ${versions.map(
          (version, i) => html`<li aria-current=${version === report ? "true" : nothing}>
          ${version === report ? html`<strong>${say(words.shown)}</strong>` : html`<a href=${address("report", addressFor(version, { version: true }))}>${say(words.showVersion)}</a>`}
          ${say(words.version(version.retrieved.slice(0, 10), version.gone_since?.slice(0, 10) ?? null, version.is_current))}
          · ${say(statuses[version.status]?.name ?? { en: version.status, zh: version.status })}
          <code class="soft">${version.report_id}</code>
          ${i === 0 ? nothing : changes(context, versions[i - 1] ?? version, version, tables)}
        </li>`,
        )}
      </ol>
      <h3>${say(words.beside)}</h3>
      ${
        others.length === 0
          ? html`<p>${say(words.noneBeside)}</p>`
          : html`<ul class="beside">${others.map(
              (
                other,
              ) => html`<li><a href=${address("report", addressFor(other))}>${other.year ?? say(words.unknown)}</a>
              ${say(scopes[other.scope] ?? { en: other.scope, zh: other.scope })} · ${say(statuses[other.status]?.name ?? { en: other.status, zh: other.status })}</li>`,
            )}</ul>`
      }
    </section>
  `;
}

function changes(context: Context, before: Report, now: Report, tables: readonly FormTable[]): TemplateResult {
  const { say } = context;
  const cells = changedCells(before, now);
  const sections = changedSections(before, now);
  const labels = (address: string): string => {
    const [id = "", item = "", column = ""] = address.split("/");
    const table = tables.find((one) => one.id === id);
    return table === undefined ? address : `${itemLabel(table, item)} · ${columnLabel(table, column)}`;
  };
  const shown = (cell: Cell | null): string => {
    if (cell === null) return say(words.noCell);
    if (cell.status === "reported") return String(cell.value);
    return `${cell.value ?? ""} ${marks[cell.status]} ${say(cellWords[cell.status].name)}`.trim();
  };
  if (cells.length === 0 && sections.length === 0) return html`<p>${say(words.sameNumbers)}</p>`;
  return html`
    ${
      cells.length === 0
        ? nothing
        : html`<div class="scrolled" role="region" tabindex="0" aria-label=${say(words.changedCells)}><table class="changes">
            <caption>${say(words.changedCells)}</caption>
            <thead><tr><th scope="col">${say(words.cell)}</th><th scope="col">${say(words.before)}</th><th scope="col">${say(words.now)}</th></tr></thead>
            <tbody>${cells.map(({ address, before: old, now: current }) => html`<tr><th scope="row" lang="zh-CN">${labels(address)}</th><td>${shown(old)}</td><td>${shown(current)}</td></tr>`)}</tbody>
          </table></div>`
    }
    ${sections.length === 0 ? nothing : html`<ul>${sections.map(({ heading, change }) => html`<li>${say(sectionChanges[change])} <span lang="zh-CN">${heading}</span></li>`)}</ul>`}
  `;
}
