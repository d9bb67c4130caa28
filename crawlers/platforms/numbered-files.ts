import { columnWords as words } from "../../data/words/index.ts";
import { attribute, type Page } from "../discover/index.ts";
import type { Series } from "./platform.ts";

/** How the files of a static listing are called, but for their number: index_2.shtml. */
export type File = { stem: string; extension: string };

/** The name of a listing's own file, without its number; a folder's is called like what it lists. */
export function fileOf(page: Page): File {
  const { origin, pathname } = new URL(page.url);
  const own = /\/([^/]*?)(?:[_-]\d+)?\.(s?html?)$/.exec(pathname);
  const folder = `${origin}${pathname.replace(/[^/]*$/, "")}`;
  const listed = page.links.find(({ url }) => url.startsWith(folder) && /\d\.s?html?$/.test(url));
  const sibling = /\.(s?html?)$/.exec(listed?.url ?? "")?.[1];
  return { stem: own?.[1] || "index", extension: own?.[2] ?? sibling ?? "html" };
}

export const fileAddress = (page: Page, { stem, extension }: File, number: number): string =>
  new URL(`${stem}_${number}.${extension}`, page.base).href;

/** The files from a number on, for as long as there are some. */
export const filesFrom = (page: Page, first: number): Series => ({
  extent: "probed",
  at: (n) => ({ url: fileAddress(page, fileOf(page), first + n) }),
});

const TURNED = new Set(words.turnedRows);
/** The pages that the first file usually holds where a script shows one at a time. */
const USUALLY_HELD = 50;

/**
 * The numbers that the second file of a listing may have where the first holds the rows of many pages, of which a script shows
 * one at a time: the pages that it does not hold are files under their own numbers. Nothing says how many it holds but the
 * size of a page: in the script, or by what tells the first page's rows from the others, their style or their class.
 */
export function afterTurnedRows({ dom, body }: Page): number[] {
  const rows = dom.marked(TURNED);
  const [first] = rows;
  if (!first) return [];
  const said = Number(/\b(?:page_?size|per_?page|rows_?per_?page)["']?\s*[:=]\s*["']?(\d+)/i.exec(body)?.[1] ?? 0);
  const shown = rows.filter((row) => !/display:\s*none/.test(attribute(row, "style")));
  const alike = shown.filter((row) => attribute(row, "class") === attribute(first, "class"));
  const perPage = said || alike.length;
  const held = Math.ceil(rows.length / perPage);
  const candidates = [held, ...(rows.length >= USUALLY_HELD ? [USUALLY_HELD] : [])].filter((pages) => pages > 1);
  return [...new Set(candidates)].flatMap((pages) => [pages, pages + 1]);
}
