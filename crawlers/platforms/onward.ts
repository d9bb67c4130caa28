import type { Page } from "../discover/index.ts";
import { guesses } from "./generic.ts";
import type { PageRequest, Series } from "./platform.ts";
import { turnable } from "./turnable.ts";

/** More pages than any pager names. */
const MOST_PAGES = 2000;

/**
 * Where a listing would go on after what its pager says is its last page: the same request with its number turned on; the usual
 * names where it names no further page at all. Nothing where the pages are guessed already.
 */
export function onward(page: Page, series: Series): Series[] {
  if (series.extent === "probed") return [];
  let last: PageRequest | null = null;
  for (let n = 0; n < MOST_PAGES; n++) {
    const request = series.at(n, 0);
    if (!request) break;
    last = request;
  }
  if (last === null) return guesses(page);
  const turned = turnable(last)?.turn ?? turnedFile(last);
  return turned ? [{ extent: "probed", at: (n) => turned(n + 1) }] : [];
}

/** A file called by its number: index_2.html, nb/3.htm. */
function turnedFile({ url }: PageRequest): ((by: number) => PageRequest) | null {
  const file = /^([^?#]*?)(\d{1,4})(\.\w+)?([?#].*)?$/.exec(url);
  if (!file) return null;
  const [, before = "", number = "", extension = "", after = ""] = file;
  return (by) => ({ url: `${before}${Number(number) + by}${extension}${after}` });
}
