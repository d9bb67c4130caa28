import { html, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { count } from "../../parts/format.ts";
import type { Context } from "../../view.ts";
import { words } from "./words.ts";

/** What of datapackage.json is shown. */
const Package = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  resources: z.array(
    z.object({
      path: z.string(),
      bytes: z.optional(z.number()),
      rows: z.optional(z.number()),
      title: z.optional(z.string()),
      description: z.optional(z.string()),
    }),
  ),
});

/** What stands beside the data, by its name. */
const BESIDE = [
  "README.md",
  "DATACARD.md",
  "DATACARD.zh-CN.md",
  "CHANGES.md",
  "CHANGES.csv",
  "datapackage.json",
  "croissant.json",
  "CITATION.cff",
  "LICENSE",
  "SHA256SUMS",
  "explorer/LICENSES.txt",
];

/** How to cite the release, and links to all its files. */
export async function files(context: Context): Promise<TemplateResult> {
  const { say, language } = context;
  const { id, title, version, resources } = await context.data("../../datapackage.json", Package);
  const tables = Map.groupBy(resources, ({ path }) => path.split(".")[0] ?? path);
  const here = location.href.split("#")[0] ?? "";
  return html`
    <h2>${say(words.cite)}</h2>
    <p class="citation">${title}, ${version} (${id}). ${here}</p>
    <h2>${say(words.files)}</h2>
    <p>${say(words.verify)} <code>sha256sum -c SHA256SUMS</code></p>
    <div class="scrolled" role="region" aria-label=${say(words.tables)} tabindex="0"><table>
      <caption>${say(words.tables)}</caption>
      <thead><tr><th scope="col">${say(words.table)}</th><th scope="col">${say(words.what)}</th>
        <th scope="col" class="number">${say(words.rows)}</th><th scope="col">${say(words.formats)}</th></tr></thead>
      <tbody>${[...tables].map(
        ([name, [first, ...others]]) => html`<tr>
          <th scope="row"><code>${name}</code></th>
          <td>${(language === "zh" ? first?.title : first?.description) ?? ""}</td>
          <td class="number">${first?.rows === undefined ? "" : count(first.rows, language)}</td>
          <td>${[first, ...others].map((file) => (file === undefined ? "" : html`<span class="file"><a href=${file.path}>${endingOf(file.path)}</a> <span class="soft">${size(file.bytes, language)}</span></span>`))}</td>
        </tr>`,
      )}</tbody>
    </table></div>
    <h3>${say(words.beside)}</h3>
    <ul>${BESIDE.map((path) => html`<li><a href=${path}>${path}</a></li>`)}</ul>
  `;
}

const endingOf = (path: string): string => path.slice(path.indexOf(".") + 1);

const size = (bytes: number | undefined, language: Context["language"]): string =>
  bytes === undefined
    ? ""
    : bytes < 1e6
      ? `${count(Math.ceil(bytes / 1e3), language)} kB`
      : `${count(Math.round(bytes / 1e6), language)} MB`;
