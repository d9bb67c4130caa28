import type { DefaultTreeAdapterTypes as Tree } from "parse5";

export type Element = Tree.Element;
export type Node = Tree.ChildNode;
export type Parent = Tree.ParentNode;

export const isElement = (node: Node | Parent | null): node is Element => node !== null && "tagName" in node;
export const isText = (node: Node): node is Tree.TextNode => node.nodeName === "#text";

/** An attribute's value, "" where it is not there. */
export function attribute(element: Element, name: string): string {
  for (const a of element.attrs) if (a.name === name) return a.value;
  return "";
}

/** All elements below a node, in document order. */
export function* descendants(node: Parent): Generator<Element> {
  const waiting = node.childNodes.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop())
    if (isElement(next)) {
      yield next;
      for (let i = next.childNodes.length - 1; i >= 0; i--) {
        const child = next.childNodes[i];
        if (child) waiting.push(child);
      }
    }
}

/** Whether elements are nested deeper than a limit. */
export function isDeeperThan(limit: number, node: Parent): boolean {
  let level: Parent[] = [node];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((parent) => parent.childNodes.filter(isElement));
  }
  return false;
}

/** All text below a node, as it stands in the source. */
export function textOf(node: Parent): string {
  let text = "";
  for (const child of node.childNodes) {
    if (isText(child)) text += child.value;
    else if (isElement(child)) text += textOf(child);
  }
  return text;
}

/** The element and all above it, innermost first. */
export function* ancestry(element: Element): Generator<Element> {
  let at: Parent | null = element;
  while (isElement(at)) {
    yield at;
    at = at.parentNode;
  }
}
