import { attribute, fold, isFile, type Page } from "../discover/index.ts";
import type { Shown } from "./reader.ts";
import type { DocumentVisit } from "./visit.ts";

/** A page that so many reports of different titles are answered with is none of them. */
const LIMIT = 3;
/** So much of such a page is said, for people to know it by. */
const SHOWN_WORDS = 40;

type Given = { visit: DocumentVisit; shown: Shown };
type Same = { words: string; byTitle: Map<string, Given> };

/**
 * Watches for one and the same page given for several reports: a wall, a notice or an error that nothing in its words
 * gives away. Pages that show themselves to be reports are not watched: a report may well be listed several times.
 */
export class SamePage {
  readonly #pages = new Map<string, Same>();
  /** The page that was given last, and for how many reports in a row. */
  #last = "";
  #host = "";
  #inARow = 0;
  #notAsked = 0;

  /** Whether the last reports asked for have all been answered so: the others on their host are left alone. */
  isWall(visit: DocumentVisit): boolean {
    return this.#inARow >= LIMIT && hostOf(visit) === this.#host;
  }

  /** Whether the next answer may come to that, so that it is awaited before more is asked for. */
  get isDoubtful(): boolean {
    return this.#inARow >= LIMIT - 1;
  }

  /** Takes note of something else than such a page. */
  passed(): void {
    this.#inARow = 0;
  }

  /** Takes note of what a report is answered with; gives those that are now known to be no reports. */
  given(visit: DocumentVisit, shown: Shown): Given[] {
    const key = contentOf(shown.page);
    const same = this.#pages.get(key) ?? { words: wordsOf(shown.page), byTitle: new Map() };
    this.#pages.set(key, same);
    const title = fold(visit.sighting.linkText ?? "");
    const isNew = !same.byTitle.has(title);
    if (isNew) same.byTitle.set(title, { visit, shown });
    this.#inARow = key === this.#last ? this.#inARow + Number(isNew) : 1;
    this.#last = key;
    this.#host = hostOf(visit);
    if (same.byTitle.size < LIMIT) return [];
    return same.byTitle.size === LIMIT && isNew ? [...same.byTitle.values()] : [{ visit, shown }];
  }

  /** Counts a report that is not asked for. */
  leftAlone(): void {
    this.#notAsked++;
  }

  /** What a person should know of it, a sentence each. */
  get notes(): string[] {
    const same = [...this.#pages.values()].filter(({ byTitle }) => byTitle.size >= LIMIT);
    const said = same.map(({ words, byTitle: { size }, byTitle }) => {
      const [first] = byTitle.values();
      return `${size} reports are answered with one and the same page (“${words}”), the first ${first?.visit.request.url}`;
    });
    return this.#notAsked > 0 ? [...said, `${this.#notAsked} more reports were not asked for because of that`] : said;
  }
}

const hostOf = ({ request }: DocumentVisit): string => new URL(request.url).host;

/** What a reader can get of a page: its words, its files, its pictures and frames; the body of one that shows none. */
function contentOf(page: Page): string {
  const text = fold(page.dom.text);
  if (text === "") return page.body;
  const shown = page.dom.tagged("img", "iframe", "embed", "object");
  const files = page.links.filter(({ url }) => isFile(url)).map(({ url }) => url);
  return [text, ...shown.map((part) => attribute(part, "src") || attribute(part, "data")), ...files].join("\n");
}

const wordsOf = ({ dom, body }: Page): string =>
  (dom.text.trim() || body).replace(/\s+/g, " ").trim().slice(0, SHOWN_WORDS);
