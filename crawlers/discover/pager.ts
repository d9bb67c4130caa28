import { columnWords as words } from "../../data/words/index.ts";
import { choicesOf, targetOf } from "./anchor.ts";
import { attribute, type Element, parentOf, seen } from "./dom.ts";
import type { Page } from "./page.ts";
import { isYear } from "./titles.ts";
import { fold } from "./words.ts";

/** More characters are no pager, but the page around it. */
const LONGEST_PAGER = 150;
const PAGES_SAID = words.scriptedPagers.map((pattern) => new RegExp(pattern));
/** A call with a page's number: go(2), toPage('2'). */
const TURN = /\(\s*['"]?([2-9]|[1-9]\d{1,2})['"]?\s*[,)]/;

/**
 * What of a listing only a script turns to, in words, where its page shows that there is more: further pages behind numbers and 下一页
 * without an address, or years in a list to choose from. Null where it shows none.
 */
export function scriptedRest(page: Page): string | null {
  const buttons = [...page.dom.tagged("a", "button"), ...page.dom.elements.filter(isClicked)].flatMap((element) => {
    const text = fold(seen(element.children, 20));
    return targetOf(element, page) === null && (isNext(text) || isFurther(text)) ? [{ element, text }] : [];
  });
  const further = buttons
    .filter(({ text }) => isNext(text))
    .some(({ element }) => {
      if (TURN.test(`${attribute(element, "href")} ${attribute(element, "onclick")}`)) return true;
      const around = placesOf(element);
      if (
        buttons.some(({ element: other, text }) => isFurther(text) && placesOf(other).some((at) => around.includes(at)))
      )
        return true;
      return around.some((at) => saysMore(fold(seen(at.children, LONGEST_PAGER + 1))));
    });
  if (further) return "further pages";
  const years = page.dom.tagged("select").some((select) => {
    const named = select.children.filter((child) => "attribs" in child && isYear(seen(child.children)));
    return attribute(select, "onchange") !== "" && named.length > 1 && choicesOf(select, page).length === 0;
  });
  return years ? "years" : null;
}

const isClicked = ({ name, attribs }: Element): boolean =>
  name !== "a" && name !== "button" && attribs.onclick !== undefined;
const isNext = (text: string): boolean => words.nextPages.includes(text);
const isFurther = (text: string): boolean => /^([2-9]|[1-9]\d{1,2})$/.test(text);

/** What stands around a button: a pager, or its row in one. */
function placesOf(element: Element): Element[] {
  const row = parentOf(element);
  const pager = row && parentOf(row);
  return [row, pager].filter((place) => place !== null);
}

const saysMore = (text: string): boolean =>
  text.length <= LONGEST_PAGER && PAGES_SAID.some((pattern) => Number(pattern.exec(text)?.[1] ?? 0) > 1);
