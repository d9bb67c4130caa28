import { addressOf, type Place } from "./address.ts";
import { attribute, type Dom, type Element, seen } from "./dom.ts";

/** A click that goes to an address which stands in it: location.href='…', window.open('…'). */
const CLICK = /(?:\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\(|\bopen\()\s*["']([^"']+)["']/;

/** Where a click on an element leads: by its href, or by a script that names the address; null for no address. */
export function targetOf(element: Element, on: Place): string | null {
  const click = CLICK.exec(attribute(element, "onclick") || attribute(element, "href"))?.[1];
  const href = attribute(element, "href");
  return (/^\s*javascript:/i.test(href) ? null : addressOf(href, on)) ?? (click ? addressOf(click, on) : null);
}

/** What a page can be left by: anchors and areas, and what else goes somewhere when it is clicked. */
export function anchorsOf(dom: Dom): Element[] {
  const clicked = dom.elements.filter(
    ({ name, attribs }) =>
      name !== "a" && name !== "area" && attribs.onclick !== undefined && CLICK.test(attribs.onclick),
  );
  return [...dom.tagged("a", "area"), ...clicked];
}

/** A choice that goes to an address with its value in it: location.href = '?year=' + this.value. */
const CHOICE = /\blocation(?:\.href)?\s*=\s*(?:["']([^"']*)["']\s*\+\s*)?(?:this\.)?(?:options\[[^\]]*\]\.)?value\b/;

/** Where the choices of a drop-down list lead, with their words; none where no script says so plainly. */
export function choicesOf(select: Element, on: Place): { url: string; text: string }[] {
  const script = CHOICE.exec(attribute(select, "onchange"));
  if (!script) return [];
  return select.children.flatMap((option) => {
    const value = "attribs" in option && option.name === "option" ? attribute(option, "value") : "";
    const url = value === "" ? null : addressOf((script[1] ?? "") + value, on);
    return url && "attribs" in option ? [{ url, text: seen(option.children).trim() }] : [];
  });
}
