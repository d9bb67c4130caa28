import { html, nothing, type TemplateResult } from "lit-html";
import type { Report } from "../../reports/shard.ts";
import type { Context } from "../../view.ts";
import { words } from "./words.ts";

/** The sections of a report, a paragraph a line of the source. */
export const prose = ({ say, language }: Context, { sections }: Report): TemplateResult => html`
  <section>
    <h2>${say(words.prose)}</h2>
    ${sections.length === 0 ? html`<p>${say(words.noProse)}</p>` : nothing}
    ${language === "en" && sections.length > 0 ? html`<p class="soft">${say(words.inChinese)}</p>` : nothing}
    <div lang="zh-CN" class="prose">
      ${sections.map(
        ({ heading, text }) => html`
          ${heading === "" ? nothing : html`<h3><bdi>${heading}</bdi></h3>`}
          ${text
            .split("\n")
            .filter((line) => line.trim() !== "")
            .map((line) => html`<p><bdi>${line}</bdi></p>`)}
        `,
      )}
    </div>
  </section>
`;
