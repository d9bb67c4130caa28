import { html } from "lit-html";
import type { View } from "../../view.ts";
import { words } from "./words.ts";

export const view: View = {
  title: words.title,
  show: async ({ say }) => html`<h1>${say(words.title)}</h1>`,
};
