import { load } from "cheerio/slim";

const rootOf = (html: string) => load(html).root();
const everyElement = (root: ReturnType<typeof rootOf>) => root.find("*").toArray();
export type Element = ReturnType<typeof everyElement>[number];
type Node = Element["children"][number];

/**
 * The elements of a page, walked once and kept by tag: discovery asks a few plain questions of very many pages, and
 * general selectors cost several times as much.
 */
export class Dom {
  readonly elements: readonly Element[];
  readonly #children: readonly Node[];
  readonly #byTag: ReadonlyMap<string, Element[]>;

  constructor(html: string) {
    const root = rootOf(html);
    this.elements = everyElement(root);
    this.#children = root.contents().toArray();
    this.#byTag = Map.groupBy(this.elements, (element) => element.name);
  }

  /** What a reader sees of the page. */
  get text(): string {
    return seen(this.#children);
  }

  /** The elements of these tags, those of the first tag first. */
  tagged(...tags: string[]): Element[] {
    return tags.flatMap((tag) => this.#byTag.get(tag) ?? []);
  }

  /** The elements that bear one of the marks, in the page's order. */
  marked(marks: Marks): Element[] {
    return this.elements.filter((element) => bears(element, marks));
  }
}

/** Names of elements as data gives them: a tag, a .class or an #id. */
export type Marks = ReadonlySet<string>;

export const attribute = (element: Element, name: string): string => element.attribs[name] ?? "";

/** Whether an element is what one of the marks names. */
export function bears({ name, attribs }: Element, marks: Marks): boolean {
  if (marks.has(name)) return true;
  if (attribs.id && marks.has(`#${attribs.id}`)) return true;
  return attribs.class?.split(/\s+/).some((part) => marks.has(`.${part}`)) ?? false;
}

/** The element itself or the nearest around it that bears one of the marks. */
export function closest(element: Element, marks: Marks): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at)) if (bears(at, marks)) return at;
  return null;
}

export function parentOf({ parent }: Element): Element | null {
  return parent && "attribs" in parent ? parent : null;
}

const UNSEEN: Marks = new Set(["script", "style", "noscript", "title"]);

/** What a reader sees of nodes, without the leavings between: the text of scripts, styles and comments is none. */
export function seen(nodes: readonly Node[]): string {
  return nodes.map(seenOf).join("");
}

function seenOf(node: Node): string {
  if (node.type === "text") return node.data;
  return "children" in node && !("attribs" in node && UNSEEN.has(node.name)) ? seen(node.children) : "";
}
