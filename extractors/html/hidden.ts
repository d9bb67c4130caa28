import { attribute, type Element, textOf } from "./dom.ts";

/** Elements whose content no browser shows as text of the page, and what their author struck out: a figure beside it replaces it. */
const UNSEEN = new Set(
  "audio button canvas datalist del embed head iframe link map meta noframes noscript object option rp s script select strike style svg template textarea title video".split(
    " ",
  ),
);

/** Whether an element is shown: what the reader of a page never sees is not part of the report. */
export type Shown = (element: Element) => boolean;

/** Reads the page's own style sheets for plain `.class` and `#id` rules that say `display: none`. */
export function visibility(styles: Element[]): Shown {
  const hiddenBy = new Set<string>();
  for (const style of styles)
    for (const { selectors, body } of plainRules(textOf(style)))
      if (HIDES.test(body)) for (const selector of selectors.split(",")) hiddenBy.add(selector.trim());
  return (element) => {
    if (UNSEEN.has(element.tagName)) return false;
    for (const { name, value } of element.attrs) {
      if (name === "hidden") return false;
      if (name === "style" && HIDES.test(value)) return false;
      if (hiddenBy.size === 0) continue;
      if (name === "id" && hiddenBy.has(`#${value}`)) return false;
      if (
        name === "class" &&
        value.split(/\s+/).some((c) => hiddenBy.has(`.${c}`) || hiddenBy.has(`${element.tagName}.${c}`))
      )
        return false;
    }
    return true;
  };
}

export const isHeading = (element: Element): boolean =>
  /^h[1-6]$/.test(element.tagName) && attribute(element, "hidden") === "";

const HIDES =
  /(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0+(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)|text-decoration(-line)?\s*:[^;]*line-through)/i;

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
