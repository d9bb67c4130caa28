import { html, svg, type TemplateResult } from "lit-html";
import { count } from "../../parts/format.ts";
import type { Context, Text } from "../../view.ts";
import { PARTS, type Part, type Parts } from "./known.ts";
import { words } from "./words.ts";

const NAMES: Readonly<Record<keyof Parts, Text>> = {
  on_time: words.onTime,
  late: words.late,
  undated: words.undated,
  absent: words.absent,
  not_yet_due: words.notYetDue,
};

/** The parts of a whole beside each other; its title says the numbers. */
export function bar({ say, language }: Context, parts: Parts): TemplateResult {
  const all = PARTS.reduce((sum, part) => sum + parts[part], 0);
  const shown = PARTS.filter((part) => part !== "not_yet_due" || parts[part] > 0);
  const said = say(words.barOf(shown.map((part) => say(words.part(say(NAMES[part]), count(parts[part], language))))));
  let from = 0;
  return html`<svg class="parts-bar" role="img" aria-label=${said} viewBox="0 0 100 10" preserveAspectRatio="none"><title>${said}</title>${PARTS.map(
    (part) => {
      const width = all === 0 ? 0 : (100 * parts[part]) / all;
      const x = from;
      from += width;
      return svg`<rect class=${part} x=${x} width=${width} height="10"></rect>`;
    },
  )}</svg>`;
}

/** Which colour is which; the numbers stand beside every bar. */
export const barKey = ({ say }: Context, parts: readonly Part[]): TemplateResult =>
  html`${parts.map((part) => html`<span class="bar-key ${part}" aria-hidden="true"></span>${say(NAMES[part])} `)}`;

export const partNames = ({ say }: Context): Record<string, string> =>
  Object.fromEntries(PARTS.map((part) => [part, say(NAMES[part])]));
