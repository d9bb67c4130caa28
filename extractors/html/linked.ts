import type { Linked } from "../../data/records/index.ts";
import { columnWords } from "../../data/words/columns.ts";
import { blanksCollapsed } from "../inline.ts";
import { ancestry, attribute, type Element, textOf } from "./dom.ts";
import type { Shown } from "./hidden.ts";

const FILE_NAME = new RegExp(`\\.(${columnWords.attachmentExtensions.join("|")})$`, "i");
const DOWNLOAD = new RegExp(columnWords.downloads.map((name) => RegExp.escape(name)).join("|"), "i");
const SMALLEST_PICTURE = 100;

/** Whether an element may link to a file or show a picture. */
export const isLinking = ({ tagName }: Element): boolean => tagName === "a" || tagName === "img";

/** Of a page's linking elements, the files and pictures of one part of it, icons and pictures that are links left out. */
export function linkedFiles(linking: Element[], container: Element, shown: Shown): Linked[] {
  return linking.flatMap((element): Linked[] => {
    if (!isShownIn(container, element, shown)) return [];
    if (element.tagName === "img") {
      if (isIcon(element) || isInLink(element)) return [];
      return [{ kind: "image", address: attribute(element, "src").trim(), text: attribute(element, "alt").trim() }];
    }
    const [address, text] = [attribute(element, "href").trim(), blanksCollapsed(textOf(element))];
    const isAttachment = isFile(address) || (address !== "" && FILE_NAME.test(text));
    return isAttachment ? [{ kind: "attachment", address, text }] : [];
  });
}

function isShownIn(container: Element, element: Element, shown: Shown): boolean {
  for (const above of ancestry(element)) {
    if (!shown(above)) return false;
    if (above === container) return true;
  }
  return false;
}

const isInLink = (image: Element): boolean => [...ancestry(image)].some(({ tagName }) => tagName === "a");

const isFile = (address: string): boolean =>
  FILE_NAME.test(address.split(/[?#]/)[0] ?? "") || (DOWNLOAD.test(address) && !/^javascript:/i.test(address));

const isIcon = (image: Element): boolean =>
  ["width", "height"].some((name) => Number.parseInt(attribute(image, name), 10) < SMALLEST_PICTURE);
