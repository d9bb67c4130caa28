import { html, nothing, type TemplateResult } from "lit-html";
import { csvOf, download } from "../../parts/csv.ts";
import { release } from "../../release.ts";
import type { Report } from "../../reports/shard.ts";
import type { Context, Table } from "../../view.ts";
import { addressFor } from "./address-for.ts";
import { printed, written } from "./original.ts";
import { documentStatuses, words } from "./words.ts";

/** Where the report comes from, where the archive keeps the original, and how to take it along and cite it. */
export function source({ say, address }: Context, report: Report): TemplateResult {
  // What is cited is this version: the same address without it leads to whatever is current then.
  const here = new URL(address("report", addressFor(report, { version: true })), location.href).href;
  return html`
    <section>
      <h2>${say(words.source)}</h2>
      <ul>
        <li>${link(report.url, say(words.publisherPage))}</li>
        ${report.document_url === report.url ? nothing : html`<li>${link(report.document_url, say(words.documentRead))}</li>`}
        <li>${say(words.retrieved(report.retrieved))}</li>
        <li>SHA-256 <code>${report.sha256}</code></li>
      </ul>
      <h3>${say(words.original)}</h3>
      <p>${say(words.originalMeans)}</p>
      <ul class="documents">${report.documents.map(
        (document) => html`<li>
          ${link(document.url, document.url)} · ${document.media_type ?? ""} · ${say(documentStatuses[document.status] ?? { en: document.status, zh: document.status })}
          ${document.gone_since === null ? "" : document.gone_since.slice(0, 10)}
          <br />raw/${document.warc_file}, ${say(words.offset)} ${document.warc_offset}
          <br />SHA-256 <code>${document.document_id}</code>
          <pre tabindex="0"><code>${printed(document)}</code></pre>
          ${say(words.toFile)}
          <pre tabindex="0"><code class="to-file">${written(document)}</code></pre>
        </li>`,
      )}</ul>
      <h3>${say(words.take)}</h3>
      <p><button type="button" @click=${() => download(`${report.report_id}.csv`, csvOf(cellsOf(report)))}>${say(words.csv)}</button></p>
      <h3>${say(words.cite)}</h3>
      <p class="citation"><bdi>${say(words.named(report.organ ?? report.site))}</bdi><bdi>${say(words.cited(report.title))}</bdi>${say(words.citation(report, { here, day: release.day }))}</p>
    </section>
  `;
}

/** A link to what the crawl found: only web addresses are links, whatever else stands there is text. */
const link = (url: string, text: string): TemplateResult =>
  /^https?:\/\//i.test(url) ? html`<a href=${url} rel="noreferrer">${text}</a>` : html`<code>${url}</code>`;

const cellsOf = ({ report_id, cells }: Report): Table => ({
  columns: ["report_id", "form_table", "item", "form_column", "value", "raw", "status", "source_at"].map((name) => ({
    name,
    type: name === "value" ? "DECIMAL(18,6)" : "VARCHAR",
  })),
  rows: cells.map(({ table, item, column, value, raw, status, at }) => [
    report_id,
    table,
    item,
    column,
    value,
    raw,
    status,
    at,
  ]),
});
