import { type Context, identity } from "../discover/index.ts";
import type { Visit } from "./visit.ts";

/** A column of annual reports, by the words that lead to it. */
export type Column = { url: string; name: string | null };
type Step = Column & { context: Context; from: string | null; isMore: boolean };

/** The way by which each page was come to. */
export class Trail {
  readonly #steps = new Map<string, Step>();

  add(visit: Visit): void {
    const { kind, request, context, referer, columnName: name } = visit;
    const isMore = kind === "more";
    const from = isMore ? visit.step.listing.base : referer;
    if (kind !== "document") this.#steps.set(key(request.url), { url: request.url, name, context, from, isMore });
  }

  has(url: string): boolean {
    return this.#steps.has(key(url));
  }

  /** The outermost annual-report column above a page: 政府信息公开年报, not its years, classes of organs and further pages. */
  columnOf(page: string): Column {
    const seen = new Set<Step>();
    let at = this.#steps.get(key(page));
    while (at && !seen.has(at)) {
      seen.add(at);
      const above = at.from === null ? undefined : this.#steps.get(key(at.from));
      if (!above || !(at.isMore || above.context === "annual")) break;
      at = above;
    }
    return { url: at?.url ?? page, name: at?.name ?? null };
  }
}

/** Relative links mean a folder with its slash, whatever its page was asked for as. */
const key = (url: string): string => identity(url).replace(/\/$/, "");
