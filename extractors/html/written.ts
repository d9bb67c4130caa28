import type { Problem } from "../../data/records/index.ts";
import { UNREADABLE } from "../inline.ts";
import { type Display, displayOf } from "./display.ts";
import { ancestry, attribute, descendants, type Element, textOf } from "./dom.ts";
import { HIDES, isWhite, ruledBy } from "./hidden.ts";
import type { Side } from "./selectors.ts";

/**
 * Writes into the page what its own style sheets do to its text: what they print before and after elements, raise off the line, or show
 * in another order than it is written in. Gives back what of this cannot be read.
 */
export function writeStyles(body: Element, styles: Element[]): Problem[] {
  let [unreadable, unseen] = [0, 0];
  const isRaised = ruledBy(styles, /vertical-align\s*:/i);
  const moved = ruledBy(styles, new RegExp(`${TURNS.source}|${MOVES.source}`, "i"));
  const [before, after] = [ruledBy(styles, CONTENT, "before"), ruledBy(styles, CONTENT, "after")];
  const write = (element: Element, value: string, side: Side): void => {
    if (value.includes(UNREADABLE)) unreadable += 1;
    insert(element, value, side);
  };
  for (const element of descendants(body)) {
    if (/vertical-align\s*:\s*super/i.test(isRaised?.(element) ?? "") && !/vertical-align/i.test(styleOf(element)))
      element.attrs.unshift({ name: "style", value: `${styleOf(element)};vertical-align:super` });
    const style = `${moved?.(element) ?? ""};${styleOf(element)}`;
    if (isRearranged(element, style)) write(element, UNREADABLE, "after");
    if (isWhite(element) && digitsIn(element) > 0) unseen += 1;
    if (UNWRITTEN.has(element.tagName)) continue;
    write(element, generated(before?.(element) ?? "", element), "before");
    write(element, generated(after?.(element) ?? "", element), "after");
  }
  const problem = (count: number, code: string, message: string): Problem[] =>
    count === 0 ? [] : [{ code: `html.${code}`, message: `${count} ${message}`, at: "" }];
  return [
    ...problem(
      unreadable,
      "rearranged",
      "pieces of the page are shown by its style in another order than they are written in, or counted: no figure is read of these",
    ),
    ...problem(
      unseen,
      "hidden_text",
      "figures are in the colour of the paper: nobody sees them, and they are left out",
    ),
  ];
}

const styleOf = (element: Element): string => attribute(element, "style");

/** What shows its own digits in another order than they are written in. */
const TURNS =
  /(?:^|[;\s])(?:unicode-bidi\s*:\s*[\w-]*override|flex-(?:direction|flow)\s*:[^;]*reverse|transform\s*:[^;]*(?:rotate|scale|matrix|skew))/i;
/** What shows something in another place among its neighbours than it is written in. */
const MOVES =
  /(?:^|[;\s])(?:order\s*:\s*-?[1-9]|float\s*:\s*right|direction\s*:\s*rtl|transform\s*:[^;]*translate|(?:left|right|top|bottom)\s*:\s*-?\d*\.?\d*[1-9]|margin(?:-left|-right)?\s*:[^;]*-\d*\.?\d*[1-9])/i;

/** What is read apart from the line that it stands in. */
const OFF_THE_LINE: ReadonlySet<Display> = new Set(["raised", "lowered"]);

/** Whether a figure in a cell of a table cannot be told from the order in which its digits are written. */
function isRearranged(element: Element, style: string): boolean {
  const turns = TURNS.test(style) || (element.tagName === "bdo" && /^\s*rtl\s*$/i.test(attribute(element, "dir")));
  if (!turns && (!MOVES.test(style) || OFF_THE_LINE.has(displayOf(element)))) return false;
  const cell = [...ancestry(element)].find(({ tagName }) => tagName === "td" || tagName === "th");
  const digits = digitsIn(element);
  return (
    cell !== undefined &&
    digits > 0 &&
    (turns || digits < digitsIn(cell)) &&
    !/\p{Script=Han}{2}/u.test(textOf(element))
  );
}

const digitsIn = (element: Element): number => textOf(element).match(/\p{Nd}/gu)?.length ?? 0;

/** What has no text of its own before or behind its content. */
const UNWRITTEN = new Set(
  "br col colgroup hr html img input script select style table tbody textarea tfoot thead tr".split(" "),
);

function insert(element: Element, value: string, side: Side): void {
  if (value === "") return;
  const text = { nodeName: "#text" as const, value, parentNode: element };
  if (side === "before") element.childNodes.unshift(text);
  else element.childNodes.push(text);
}

const CONTENT = /(?:^|[;\s])content\s*:\s*((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;"'])+)/i;
const PIECES = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|attr\(\s*([\w-]+)\s*\)|(counters?)\(/gi;
/** Signs of a font of pictures. */
const PICTURES = /\p{Co}/gu;

/** The text that a rule prints beside an element; what it counts, or prints in another place, is not known here. */
function generated(rule: string, element: Element): string {
  const [, content = ""] = CONTENT.exec(rule) ?? [];
  if (content === "" || HIDES.test(rule)) return "";
  let text = "";
  for (const [, double, single, name, counter] of content.matchAll(PIECES))
    text +=
      counter !== undefined
        ? UNREADABLE
        : name !== undefined
          ? attribute(element, name)
          : unescaped(double ?? single ?? "");
  text = text.replace(PICTURES, "");
  if (/\p{Nd}/u.test(text) && (MOVES.test(rule) || /position\s*:\s*(absolute|fixed)/i.test(rule))) return UNREADABLE;
  return /display\s*:\s*(block|flex|table|grid)/i.test(rule) && text !== "" ? ` ${text} ` : text;
}

const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|([\s\S]))/gi, (_, hex?: string, character = "") =>
    hex === undefined ? character : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  );
