import { identity, type Page } from "../discover/index.ts";

/** The home page of a source. Many sites show it, with status 200 or by a redirect, in place of any page they do not have. */
export class Home {
  readonly #name: string;
  readonly #targets = new Set<string>();
  #body: string | null = null;

  constructor(address: string) {
    this.#name = identity(address);
  }

  /** Whether this is its address: the source's own, or where a shell there leads. */
  is(address: string): boolean {
    return identity(address) === this.#name || this.#targets.has(address);
  }

  /** Takes note of it as it is tonight; `target`: where it sends its visitors. */
  seen(page: Page, target: string | null): void {
    this.#body = page.body;
    if (target) this.#targets.add(target);
  }

  /** Whether a page that was asked for under another address is it. */
  isShown(page: Page): boolean {
    return identity(page.url) === this.#name || page.body === this.#body;
  }
}
