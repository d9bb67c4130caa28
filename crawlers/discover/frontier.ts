/** Best first: the highest score leaves first; among equals, the first come. */
export class Frontier<T extends { score: number }> {
  /** By rising score, the first come of equals last, so that the next to leave stands at the end. */
  #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle]?.score ?? 0) < item.score) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
  }

  /** What leaves next, as things stand. */
  peek(): T | undefined {
    return this.#items.at(-1);
  }

  pop(): T | undefined {
    return this.#items.pop();
  }

  clear(): void {
    this.#items = [];
  }
}
