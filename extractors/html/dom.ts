import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { UnreadableError } from "../../data/records/index.ts";

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

/** All elements below a node, in document order. Throws where they are nested deeper than a limit, before whoever reads them runs out of stack. */
export function* descendants(node: Parent, deepest = Number.POSITIVE_INFINITY): Generator<Element> {
  const open: { siblings: Node[]; next: number }[] = [{ siblings: node.childNodes, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const child = level.siblings[level.next++];
    if (child === undefined) open.pop();
    else if (isElement(child)) {
      yield child;
      if (child.childNodes.length > 0) open.push({ siblings: child.childNodes, next: 0 });
      if (open.length > deepest)
        throw new UnreadableError("too_large", `the page nests elements more than ${deepest} deep: it is not read`);
    }
  }
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
