import { html, type TemplateResult } from "lit-html";

/** A name as it is. A Chinese one says that it is, so that a screen reader on an English page speaks it as such. */
export const chinese = (name: string): TemplateResult | string =>
  /\p{Script=Han}/u.test(name) ? html`<span lang="zh-CN">${name}</span>` : name;
