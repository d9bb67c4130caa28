import { type Options as CssOptions, compile } from "css-select";
import { parse, SelectorType, type Selector as Token } from "css-what";
import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { attribute, descendants, type Element, isElement, textOf } from "./dom.ts";

/** What a selector asks for. `side`: it means not the element, but what a style sheet prints before or after it. */
export type Selector = { key: string; weight: number; side: Side; matches: (element: Element) => boolean };
export type Side = "self" | "before" | "after";

/** The selectors of a list. What is no selector, or asks for what no reader does (`:focus`), selects nothing. */
export function parseSelectors(source: string): Selector[] {
  try {
    return parse(source).flatMap((tokens) => selectorOf(tokens) ?? []);
  } catch {
    return [];
  }
}

function selectorOf(tokens: Token[]): Selector | null {
  const last = tokens.at(-1);
  const side = last?.type === "pseudo" || last?.type === "pseudo-element" ? SIDES.get(last.name) : undefined;
  const asked = side === undefined ? tokens : tokens.slice(0, -1);
  let matches: Selector["matches"] | null = null;
  return {
    key: keyOf(asked),
    weight: asked.reduce((sum, token) => sum + weightOf(token), 0),
    side: side ?? "self",
    matches(element) {
      matches ??= compiled(asked);
      return matches(element);
    },
  };
}

const SIDES = new Map<string, Side>([
  ["before", "before"],
  ["after", "after"],
]);

const EVERY: Token[] = [{ type: SelectorType.Universal, namespace: null }];

function compiled(tokens: Token[]): (element: Element) => boolean {
  try {
    return compile<Tree.Node, Element>([tokens.length > 0 ? tokens : EVERY], OPTIONS);
  } catch {
    return () => false;
  }
}

function weightOf(token: Token): number {
  if (token.type === "tag") return 1;
  if (token.type === "attribute") return token.name === "id" && token.action === "equals" ? 10_000 : 100;
  return token.type === "pseudo" ? 100 : 0;
}

/** The most telling name in what a selector asks of the element itself: only elements that have it can match. */
function keyOf(tokens: Token[]): string {
  const own = tokens.slice(tokens.findLastIndex(({ type }) => COMBINATORS.has(type)) + 1);
  let key = "";
  for (const token of own) {
    if (token.type === "tag" && key === "") key = token.name.toLowerCase();
    if (token.type !== "attribute") continue;
    if (token.name === "id" && token.action === "equals") return `#${token.value}`;
    if (token.name === "class" && token.action === "element") key = `.${token.value}`;
  }
  return key;
}

const COMBINATORS = new Set(["descendant", "child", "parent", "sibling", "adjacent", "column-combinator"]);

/** All keys under which a selector for this element can be found. */
export function keysOf(element: Element): string[] {
  const keys = [element.tagName, ""];
  for (const { name, value } of element.attrs) {
    if (name === "id") keys.push(`#${value}`);
    if (name === "class") for (const one of value.split(/\s+/)) keys.push(`.${one}`);
  }
  return keys;
}

const childrenOf = (node: Tree.Node): Tree.ChildNode[] => ("childNodes" in node ? node.childNodes : []);
const isTag = (node: Tree.Node): node is Element => "tagName" in node;
const hasAttribute = (element: Element, name: string): boolean => element.attrs.some((a) => a.name === name);

/** How css-select walks the tree of parse5. */
const OPTIONS: CssOptions<Tree.Node, Element> = {
  adapter: {
    isTag,
    existsOne: (test, nodes) => nodes.some((n) => isTag(n) && (test(n) || [...descendants(n)].some(test))),
    getAttributeValue: (element, name) => (hasAttribute(element, name) ? attribute(element, name) : undefined),
    getChildren: childrenOf,
    getName: (element) => element.tagName,
    getParent: ({ parentNode }) => (isElement(parentNode) ? parentNode : null),
    getSiblings: (node) => ("parentNode" in node && node.parentNode ? childrenOf(node.parentNode) : [node]),
    getText: (node) => ("childNodes" in node ? textOf(node) : isTag(node) || !("value" in node) ? "" : node.value),
    hasAttrib: hasAttribute,
    removeSubsets: (nodes) => nodes,
    findAll: (test, nodes) => nodes.flatMap((n) => (isTag(n) ? [n, ...descendants(n)].filter(test) : [])),
    findOne: (test, nodes) => nodes.flatMap((n) => (isTag(n) ? [n, ...descendants(n)] : [])).find(test) ?? null,
  },
};
