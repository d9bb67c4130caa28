import { attribute, type Element } from "./dom.ts";

/** How a browser lays an element out, as far as its text depends on it. */
export type Display =
  | "inline"
  | "block"
  | "break"
  | "raised"
  | "lowered"
  | "table"
  | "group"
  | "row"
  | "cell"
  | "caption";

const TAGS: Record<Exclude<Display, "inline">, string> = {
  block:
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary ul",
  break: "br",
  raised: "sup",
  lowered: "sub",
  table: "table",
  group: "thead tbody tfoot",
  row: "tr",
  cell: "td th",
  caption: "caption",
};

const BY_TAG = new Map<string, Display>();
for (const display of ["block", "break", "raised", "lowered", "table", "group", "row", "cell", "caption"] as const)
  for (const tag of TAGS[display].split(" ")) BY_TAG.set(tag, display);

const BY_STYLE: Record<string, Display> = {
  block: "block",
  flex: "block",
  "list-item": "block",
  table: "table",
  "table-row-group": "group",
  "table-header-group": "group",
  "table-footer-group": "group",
  "table-row": "row",
  "table-cell": "cell",
  "table-caption": "caption",
};

/** Raised or lowered by name, or by so much. */
const OFF_THE_LINE = /(?:vertical-align\s*:\s*|mso-text-(?=raise))(super|sub|text-top|raise|-?[\d.]*[1-9])/i;

/** By the element's name, unless its own style says otherwise: div elements can be laid out as a table. */
export function displayOf(element: Element): Display {
  const byTag = BY_TAG.get(element.tagName) ?? "inline";
  if (byTag !== "inline" && byTag !== "block") return byTag;
  const style = attribute(element, "style");
  if (style === "") return byTag;
  const [, said = ""] = /(?:^|[;\s])display\s*:\s*([a-z-]+)/i.exec(style) ?? [];
  const [, position] = OFF_THE_LINE.exec(style) ?? [];
  if (position !== undefined && byTag === "inline") return /super/i.test(position) ? "raised" : "lowered";
  return BY_STYLE[said.toLowerCase()] ?? byTag;
}
