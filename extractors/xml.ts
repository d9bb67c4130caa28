import { load } from "cheerio/slim";
import { UnreadableError } from "../data/records/index.ts";

/** An element of an XML file, its name with the prefix that the file uses. `text`: what stands directly in it. */
export type Xml = { name: string; attributes: Record<string, string>; children: Xml[]; text: string };

/** Tables within tables within tables; no document of a person nests deeper. */
const MAX_DEPTH = 500;

/** The tree of a part takes forty times its room. No part of a person's document is so long. */
const MAX_LENGTH = 20_000_000;

/** The root element of a part; null where there is none. */
export function parseXml(source: string): Xml | null {
  if (source.length > MAX_LENGTH)
    throw new UnreadableError("too_large", "a part of the document holds more than 20 MB of XML: it is not read");
  const root = load(source, { xml: true }).root().get(0);
  return root ? (element("", {}, root.children, 0).children[0] ?? null) : null;
}

type Node = { type: string; name?: string; attribs?: Record<string, string>; children?: unknown[]; data?: string };

function element(name: string, attributes: Record<string, string>, nodes: readonly unknown[], depth: number): Xml {
  if (depth > MAX_DEPTH)
    throw new UnreadableError("too_large", `the document nests elements more than ${MAX_DEPTH} deep: it is not read`);
  const made: Xml = { name, attributes, children: [], text: "" };
  for (const node of nodes) {
    if (!isNode(node)) continue;
    if (node.type === "text" || node.type === "cdata") made.text += node.data ?? "";
    if (node.type === "tag")
      made.children.push(element(node.name ?? "", node.attribs ?? {}, node.children ?? [], depth + 1));
  }
  return made;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

export const child = (parent: Xml | undefined, name: string): Xml | undefined =>
  parent?.children.find((c) => c.name === name);

/** All elements of a name below another, in document order. */
export function* below(parent: Xml, name: string): Generator<Xml> {
  for (const c of parent.children) {
    if (c.name === name) yield c;
    yield* below(c, name);
  }
}

/** The same elements with their names without the prefix: for formats that have one namespace, whatever a file calls it. */
export function unprefixed<T extends Xml | null>(element: T): T {
  if (element === null) return element;
  element.name = element.name.slice(element.name.indexOf(":") + 1);
  for (const c of element.children) unprefixed(c);
  return element;
}
