import PQueue from "p-queue";
import { parse } from "tldts";

export type Clock = { now(): number; sleep(ms: number): Promise<void> };

/** One line of requests to one registrable domain: never two at a time, a pace between their starts, and a rest when it asks for one. */
export class Line {
  readonly #clock: Clock;
  readonly #queue = new PQueue({ concurrency: 1 });
  /** Two clocks: our own pace, and the rest that the other side wants. */
  #nextStart = 0;
  #restsUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Runs the work when its turn has come; `pace` is the least time in milliseconds until the next start. `may` throws where the work
   * is no longer wanted when it would come to wait for its pace.
   */
  async take<T>(pace: number, may: () => void, work: () => Promise<T>): Promise<T> {
    return this.#queue.add(async () => {
      may();
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#clock.sleep(wait);
      const working = work();
      // Not before the request has left: on a busy machine even that takes its time.
      this.#nextStart = this.#clock.now() + pace;
      return working;
    });
  }

  rest(ms: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, this.#clock.now() + ms);
  }

  /** Milliseconds that the rest still takes. */
  resting(): number {
    return Math.max(0, this.#restsUntil - this.#clock.now());
  }

  #wait(): number {
    return Math.max(this.#nextStart, this.#restsUntil) - this.#clock.now();
  }
}

/** The lines of all domains: www.x.gov.cn and zfxxgk.x.gov.cn are one, x.gov.cn and y.gov.cn two. */
export class Pacer {
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  line(url: URL): Line {
    const { domain, isIp } = parse(url.hostname);
    // Machines without a domain of their own (addresses, localhost) are told apart by their ports.
    const key = isIp || domain === null ? url.host : domain;
    const line = this.#lines.get(key) ?? new Line(this.#clock);
    this.#lines.set(key, line);
    return line;
  }
}
