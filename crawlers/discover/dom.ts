import { parseDocument } from "htmlparser2";

type Node = ReturnType<typeof parseDocument>["children"][number];
export type Element = Extract<Node, { attribs: object }>;

/**
 * The elements of a page, walked once and kept by what they are called: discovery asks a few plain questions of very many pages, and
 * general selectors cost several times as much.
 */
export class Dom {
  readonly elements: readonly Element[];
  readonly #children: readonly Node[];
  readonly #byMark = new Map<string, Element[]>();

  constructor(html: string) {
    this.#children = parseDocument(html).children;
    const elements: Element[] = [];
    walk(this.#children, (node) => {
      if ("attribs" in node) elements.push(node);
      return "into";
    });
    this.elements = elements;
    for (const element of elements) {
      const { id, class: classes } = element.attribs;
      this.#note(element.name, element);
      if (id) this.#note(`#${id}`, element);
      if (classes) for (const part of classes.split(/\s+/)) this.#note(`.${part}`, element);
    }
  }

  /** What a reader sees of the page. */
  get text(): string {
    return seen(this.#children);
  }

  /** The elements of these tags, those of the first tag first. */
  tagged(...tags: string[]): Element[] {
    return tags.flatMap((tag) => this.#byMark.get(tag) ?? []);
  }

  /** The elements that bear one of the marks, in the page's order. */
  marked(marks: Marks): Element[] {
    const found = new Set([...marks].flatMap((mark) => this.#byMark.get(mark) ?? []));
    return found.size < 2 ? [...found] : this.elements.filter((element) => found.has(element));
  }

  #note(mark: string, element: Element): void {
    const alike = this.#byMark.get(mark);
    if (alike) alike.push(element);
    else this.#byMark.set(mark, [element]);
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

/**
 * What a reader sees of nodes, without the leavings between: the text of scripts, styles and comments is none. No more
 * than some `most` characters where that is enough.
 */
export function seen(nodes: readonly Node[], most = Number.POSITIVE_INFINITY): string {
  let text = "";
  walk(nodes, (node) => {
    if (node.type === "text") text += node.data;
    if (text.length > most) return "stop";
    return "attribs" in node && UNSEEN.has(node.name) ? "over" : "into";
  });
  return text;
}

/** Visits nodes in the page's order, into what they hold or over it. Pages nest deeper than calls may. */
function walk(nodes: readonly Node[], visit: (node: Node) => "into" | "over" | "stop"): void {
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const way = visit(node);
    if (way === "stop") return;
    if (way === "into" && "children" in node)
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child) waiting.push(child);
      }
  }
}
