import { addressOf } from "./address.ts";
import { attribute, type Dom, type Element } from "./dom.ts";

/** A click that goes to an address which stands in it: location.href='…', window.open('…'). */
const CLICK = /(?:\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\(|\bopen\()\s*["']([^"']+)["']/;

/** Where a click on an element leads: by its href, or by a script that names the address; null for no address. */
export function targetOf(element: Element, base: string): string | null {
  const click = CLICK.exec(attribute(element, "onclick") || attribute(element, "href"))?.[1];
  const href = attribute(element, "href");
  return (/^\s*javascript:/i.test(href) ? null : addressOf(href, base)) ?? (click ? addressOf(click, base) : null);
}

/** What a page can be left by: anchors and areas, and what else goes somewhere when it is clicked. */
export function anchorsOf(dom: Dom): Element[] {
  const clicked = dom.elements.filter(
    ({ name, attribs }) =>
      name !== "a" && name !== "area" && attribs.onclick !== undefined && CLICK.test(attribs.onclick),
  );
  return [...dom.tagged("a", "area"), ...clicked];
}
