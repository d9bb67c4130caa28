import { type Element, textOf } from "./dom.ts";

/** Markup, escaped or not, that can hold a report. */
const MARKUP = /(<|&lt;|\\u003c)\s*(table|p|div)[\s>&\\]/i;

/**
 * The HTML that a page carries as data instead of showing it: a string in a script or in a JSON configuration
 * (`window._CONFIG.DETAIL.content`), the body of a template script, a text area. The longest there is, or null.
 */
export function embeddedHtml(elements: Element[]): string | null {
  return longest(elements.flatMap((element) => markupIn(textOf(element))));
}

/** The longest string with markup in a JSON document or a script, unescaped; null where there is none. */
export function markupInSource(source: string): string | null {
  return longest(markupIn(source));
}

function markupIn(source: string): string[] {
  if (!MARKUP.test(source)) return [];
  if (/^\s*(<|&lt;)/.test(source)) return [unescapeHtml(source)];
  return [...stringLiterals(source)].filter((s) => MARKUP.test(s)).map((s) => unescapeHtml(unescapeScript(s)));
}

/** The contents of the string literals of a script, by one pass over it. */
function* stringLiterals(source: string): Generator<string> {
  let quote = "";
  let start = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    if (quote === "") {
      if (c === '"' || c === "'" || c === "`") {
        quote = c;
        start = i + 1;
      }
    } else if (c === "\\") i++;
    else if (c === quote) {
      yield source.slice(start, i);
      quote = "";
    } else if (c === "\n" && quote !== "`") quote = ""; // An apostrophe in a comment or an expression, not a string.
  }
}

function unescapeScript(literal: string): string {
  return literal.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, u?: string, x?: string, c = "") => {
    const hex = u ?? x;
    return hex === undefined ? (SCRIPT_ESCAPES[c] ?? c) : String.fromCharCode(Number.parseInt(hex, 16));
  });
}

const SCRIPT_ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "", f: "", v: "", "\n": "" };

/** Undoes one escaping of a whole document; entities within its text are then left to the HTML parser. */
function unescapeHtml(html: string): string {
  if (!/^\s*&lt;|&lt;(table|p|div)/i.test(html) || /<(table|p|div)[\s>]/i.test(html)) return html;
  return html.replace(/&(lt|gt|quot|#39|apos|amp);/g, (entity, name: string) => HTML_ESCAPES[name] ?? entity);
}

const HTML_ESCAPES: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", apos: "'", amp: "&" };

const longest = (candidates: string[]): string | null =>
  candidates.reduce<string | null>((a, b) => (a !== null && a.length >= b.length ? a : b), null);
