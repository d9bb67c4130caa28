import { attribute, type Element, isElement } from "./dom.ts";

/** `div.tab > p`: the last part is the element itself, those before it are above it, `>` right above. */
export type Selector = { parts: { tag: string; id: string; classes: string[]; isChild: boolean }[]; weight: number };

/** A selector of tags, classes and ids; null for one that asks for more: what it means is not known here. */
export function parseSelector(source: string): Selector | null {
  const parts: Selector["parts"] = [];
  let isChild = false;
  let weight = 0;
  for (const token of source.replace(/>/g, " > ").trim().split(/\s+/)) {
    if (token === ">") {
      isChild = true;
      continue;
    }
    const [, tag, rest] = /^(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$/i.exec(token) ?? [];
    if (rest === undefined || token === "") return null;
    const names = rest.match(/[.#][\w-]+/g) ?? [];
    const id = names.find((n) => n.startsWith("#"))?.slice(1) ?? "";
    const classes = names.filter((n) => n.startsWith(".")).map((n) => n.slice(1));
    parts.push({ tag: tag === "*" ? "" : (tag?.toLowerCase() ?? ""), id, classes, isChild });
    weight += (id === "" ? 0 : 10_000) + classes.length * 100 + (tag && tag !== "*" ? 1 : 0);
    isChild = false;
  }
  return { parts, weight };
}

/** The most telling name in what a selector asks of the element itself: only elements that have it can match. */
export function keyOf({ parts }: Selector): string {
  const last = parts.at(-1);
  if (!last) return "";
  if (last.id !== "") return `#${last.id}`;
  return last.classes[0] === undefined ? last.tag : `.${last.classes[0]}`;
}

/** All keys under which a selector for this element can be found. */
export function keysOf(element: Element): string[] {
  const keys = [element.tagName, ""];
  for (const { name, value } of element.attrs) {
    if (name === "id") keys.push(`#${value}`);
    if (name === "class") for (const one of value.split(/\s+/)) keys.push(`.${one}`);
  }
  return keys;
}

export function matches(element: Element, { parts }: Selector, last = parts.length - 1): boolean {
  const part = parts[last];
  if (!part) return true;
  const classes = part.classes.length > 0 ? attribute(element, "class").split(/\s+/) : [];
  const isIt =
    (part.tag === "" || part.tag === element.tagName) &&
    (part.id === "" || part.id === attribute(element, "id")) &&
    part.classes.every((c) => classes.includes(c));
  if (!isIt) return false;
  if (last === 0) return true;
  let above = element.parentNode;
  for (; isElement(above); above = above.parentNode) {
    if (matches(above, { parts, weight: 0 }, last - 1)) return true;
    if (part.isChild) return false;
  }
  return false;
}
