import { attribute, type Element, textOf } from "./dom.ts";
import { keyOf, keysOf, matches, parseSelector, type Selector } from "./selectors.ts";

/** Elements whose content no browser shows as text of the page, and what their author struck out: a figure beside it replaces it. */
const UNSEEN = new Set(
  "audio button canvas datalist del embed head iframe link map meta noframes noscript object option rp s script select strike style svg template textarea title video".split(
    " ",
  ),
);

/** Whether an element is shown: what the reader of a page never sees is not part of the report. */
export type Shown = (element: Element) => boolean;

type Rule = { selector: Selector; order: number; hides: boolean };

/** Reads the page's own style sheets for rules that hide what they select, and for those that show it again. */
export function visibility(styles: Element[]): Shown {
  const rules = new Map<string, Rule[]>();
  let order = 0;
  for (const style of styles)
    for (const { selectors, body } of plainRules(textOf(style))) {
      const hides = HIDES.test(body);
      if (!hides && !SHOWS.test(body)) continue;
      for (const source of selectors.split(",")) {
        const selector = parseSelector(source);
        if (!selector) continue;
        const key = keyOf(selector);
        rules.set(key, [...(rules.get(key) ?? []), { selector, order: order++, hides }]);
      }
    }
  const hiddenByRule = (element: Element): boolean => {
    let strongest: Rule | null = null;
    for (const key of keysOf(element))
      for (const rule of rules.get(key) ?? [])
        if (matches(element, rule.selector) && (strongest === null || !outweighs(strongest, rule))) strongest = rule;
    return strongest?.hides ?? false;
  };
  return (element) => {
    if (UNSEEN.has(element.tagName)) return false;
    let shownInline = false;
    for (const { name, value } of element.attrs) {
      if (name === "hidden") return false;
      if (name !== "style") continue;
      if (HIDES.test(value)) return false;
      shownInline = SHOWS.test(value);
    }
    return shownInline || rules.size === 0 || !hiddenByRule(element);
  };
}

const outweighs = (a: Rule, b: Rule): boolean =>
  a.selector.weight > b.selector.weight || (a.selector.weight === b.selector.weight && a.order > b.order);

export const isHeading = (element: Element): boolean =>
  /^h[1-6]$/.test(element.tagName) && attribute(element, "hidden") === "";

const HIDES =
  /(^|[;\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all|(font-size|opacity)\s*:\s*0*(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)|text-decoration(-line)?\s*:[^;]*line-through|(left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0)/i;
const SHOWS = /(^|[;\s])display\s*:\s*(?!none)/i;

/** A style sheet's rules outside @media, @supports and the like, which may not hold on a screen. By one pass over it. */
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
      from = i + 1;
    }
  }
}
