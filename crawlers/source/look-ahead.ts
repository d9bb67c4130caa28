/**
 * Responses, of which the one to the next visit is asked for while the last is read: the site answers meanwhile. It is asked
 * for as any other, one request at a time at the host's pace, and is used when its visit comes.
 */
export class LookAhead<Visit, Response> {
  readonly #ask: (visit: Visit) => Promise<Response>;
  readonly #underWay = new Map<Visit, Promise<Response>>();

  constructor(ask: (visit: Visit) => Promise<Response>) {
    this.#ask = ask;
  }

  /** Asks for what is sure to be wanted. What goes wrong is said where it is used. */
  expect(visit: Visit): void {
    if (this.#underWay.has(visit)) return;
    const response = this.#ask(visit);
    response.catch(() => undefined);
    this.#underWay.set(visit, response);
  }

  response(visit: Visit): Promise<Response> {
    const response = this.#underWay.get(visit) ?? this.#ask(visit);
    this.#underWay.delete(visit);
    return response;
  }

  /** Waits for what was asked for and not used: a crawl that was stopped leaves no request behind. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }
}
