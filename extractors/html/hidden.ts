import { ancestry, attribute, type Element, textOf } from "./dom.ts";
import { keysOf, parseSelectors, type Selector, type Side } from "./selectors.ts";

/** Elements whose content no browser shows as text of the page, and what their author struck out: a figure beside it replaces it. */
const UNSEEN = new Set(
  "audio button canvas datalist del embed head iframe link map meta meter noframes noscript object option progress rp rt rtc s script select strike style svg template textarea title video".split(
    " ",
  ),
);

/** Whether an element is shown: what the reader of a page never sees is not part of the report. */
export type Shown = (element: Element) => boolean;

type Rule = { selector: Selector; order: number; body: string };

/** What the strongest rule of the page's own style sheets says that says anything of a kind of an element, or of what stands before or after it; null: no rule does. */
export function ruledBy(
  styles: Element[],
  concerned: RegExp,
  side: Side = "self",
): ((element: Element) => string | null) | null {
  const rules = new Map<string, Rule[]>();
  let order = 0;
  for (const style of styles)
    for (const { selectors, body } of plainRules(textOf(style))) {
      if (!concerned.test(body)) continue;
      for (const selector of parseSelectors(selectors))
        if (selector.side === side)
          rules.set(selector.key, [...(rules.get(selector.key) ?? []), { selector, order: order++, body }]);
    }
  if (rules.size === 0) return null;
  return (element) => {
    let strongest: Rule | null = null;
    for (const key of keysOf(element))
      for (const rule of rules.get(key) ?? [])
        if ((strongest === null || !outweighs(strongest, rule)) && rule.selector.matches(element)) strongest = rule;
    return strongest?.body ?? null;
  };
}

/** Reads the page's own style sheets for rules that hide what they select, and for those that show it again. */
export function visibility(styles: Element[]): Shown {
  const ruled = ruledBy(styles, HIDES_OR_SHOWS);
  return (element) => {
    if (UNSEEN.has(element.tagName)) return false;
    let shownInline = false;
    for (const { name, value } of element.attrs) {
      if (name === "hidden") return false;
      if (name !== "style") continue;
      if (HIDES.test(value) || isWhite(element)) return false;
      shownInline = SHOWS.test(value);
    }
    return shownInline || ruled === null || !HIDES.test(ruled(element) ?? "");
  };
}

const outweighs = (a: Rule, b: Rule): boolean =>
  a.selector.weight > b.selector.weight || (a.selector.weight === b.selector.weight && a.order > b.order);

export const isHeading = (element: Element): boolean =>
  /^h[1-6]$/.test(element.tagName) && attribute(element, "hidden") === "";

export const HIDES =
  /(^|[;\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all|(font-size|opacity)\s*:\s*0*(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)|text-decoration(-line)?\s*:[^;]*line-through|(left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\((50|100)%|transform\s*:\s*scale\(0\)|color\s*:\s*transparent)/i;
const SHOWS = /(^|[;\s])display\s*:\s*(?!none)/i;
const HIDES_OR_SHOWS = new RegExp(`${HIDES.source}|${SHOWS.source}`, "i");

const WHITE = /(^|[;\s])color\s*:\s*(white|#f{3}(f{3})?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(;|!|$)/i;

/** Whether a piece of a cell is in the colour of the paper, by its own style. */
export const isWhite = (element: Element): boolean => WHITE.test(attribute(element, "style")) && isOnPaper(element);

/** Whether a piece of a cell stands on white, as far as the page itself says: a whole cell may be a head on a dark ground. */
function isOnPaper(element: Element): boolean {
  if (/^(t[dhr]|table|thead|tbody)$/.test(element.tagName)) return false;
  for (const above of ancestry(element))
    if (above.attrs.some(({ name, value }) => name === "bgcolor" || (name === "style" && /background/i.test(value))))
      return false;
  return [...ancestry(element)].some(({ tagName }) => tagName === "td");
}

/** Pixels: how wide a screen is on which people read reports. */
const SCREEN = 1280;

/** Whether the rules under a condition hold on a screen. */
function holdsOnScreen(condition: string): boolean {
  if (!/^@media\b/i.test(condition)) return false;
  return condition
    .slice("@media".length)
    .split(",")
    .some((query) =>
      query.split(/\band\b/i).every((part) => {
        const [, bound, width] = /^\(\s*(min|max)-width\s*:\s*(\d+)px\s*\)$/i.exec(part.trim()) ?? [];
        if (bound === undefined) return /^(only\s+)?(all|screen)$/i.test(part.trim());
        return bound.toLowerCase() === "min" ? SCREEN >= Number(width) : SCREEN <= Number(width);
      }),
    );
}

/** A style sheet's rules, of those under conditions (@media, @supports) only what holds on a screen. By one pass over it. */
function* plainRules(css: string): Generator<{ selectors: string; body: string }> {
  let depth = 0;
  let from = 0;
  let selectors = "";
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === "{" && depth++ === 0) {
      selectors = css.slice(from, i).split("*/").at(-1)?.trim() ?? "";
      from = i + 1;
    } else if (c === "}" && depth > 0 && --depth === 0) {
      if (!selectors.startsWith("@")) yield { selectors, body: css.slice(from, i) };
      else if (holdsOnScreen(selectors)) yield* plainRules(css.slice(from, i));
      from = i + 1;
    }
  }
}
