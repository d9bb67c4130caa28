import {
  BasicCrawler,
  type BasicCrawlerOptions,
  Configuration,
  type Dictionary,
  EventManager,
  type IRequestManager,
  LogLevel,
  log,
  Request,
  type StorageClient,
} from "@crawlee/basic";
import type { Frontier } from "../discover/index.ts";

type Item = { score: number; request: { url: string } };

/**
 * Visits everything in the frontier, best first, one at a time, including what `visit` adds to it; stops after the visit
 * under way when the signal says so. Crawlee runs it on our frontier: the raw store is the ledger of a crawl, so nothing
 * of Crawlee's is kept on disk. An error thrown by `visit` ends the crawl and is thrown here.
 */
export async function visitBestFirst<T extends Item>(
  frontier: Frontier<T>,
  visit: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const queue = new FrontierQueue(frontier);
  let failure: { error: unknown } | undefined;
  const crawler = new FrontierCrawler(
    queue,
    {
      maxConcurrency: 1,
      maxRequestRetries: 0,
      // The fetcher has its own, shorter limits; waiting for a host's pace is no failure.
      requestHandlerTimeoutSecs: 24 * 3600,
      useSessionPool: false,
      statisticsOptions: { persistenceOptions: { enable: false }, saveErrorSnapshots: false },
      autoscaledPoolOptions: { maybeRunIntervalSecs: 0.5, loggingIntervalSecs: null },
      log: log.child({ prefix: "crawlee", level: LogLevel.OFF }),
      requestHandler: async ({ request }) => {
        const item = queue.itemOf(request);
        if (item && !signal?.aborted) await visit(item);
      },
      failedRequestHandler: (_context, error) => {
        failure ??= { error };
        frontier.clear();
      },
    },
    new NoFiles({ persistStorage: false, purgeOnStart: false, memoryMbytes: 1024, eventManager: new NoEvents() }),
  );
  const stop = (): void => crawler.stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    if (!signal?.aborted) await crawler.run();
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  if (failure) throw failure.error;
}

/** Crawlee's own would start a `ps` with every source, to learn how much memory there is. */
class NoEvents extends EventManager {
  override async init(): Promise<void> {
    this.initialized = true;
  }
}

/** Crawlee's own storage would hold up the process for a second after each crawl, in case it is slow in writing its files. */
class NoFiles extends Configuration {
  override getStorageClient(): StorageClient {
    return Object.assign(super.getStorageClient(), { teardown: undefined });
  }
}

/** Crawlee 3.18 takes a request manager but its check of options does not know the option, so it is set behind the check. */
class FrontierCrawler extends BasicCrawler {
  constructor(queue: IRequestManager, options: BasicCrawlerOptions, configuration: Configuration) {
    super(options, configuration);
    this.requestManager = queue;
  }
}

/** Crawlee's view of our frontier. What it would add or give back does not happen: visits add to the frontier themselves. */
class FrontierQueue<T extends Item> implements IRequestManager {
  readonly #frontier: Frontier<T>;
  readonly #underWay = new Map<string, T>();
  #taken = 0;

  constructor(frontier: Frontier<T>) {
    this.#frontier = frontier;
  }

  itemOf(request: Request): T | undefined {
    return this.#underWay.get(request.uniqueKey);
  }

  async fetchNextRequest<D extends Dictionary = Dictionary>(): Promise<Request<D> | null> {
    const item = this.#frontier.pop();
    if (!item) return null;
    const uniqueKey = String(++this.#taken);
    this.#underWay.set(uniqueKey, item);
    return new Request<D>({ url: item.request.url, uniqueKey });
  }

  async markRequestHandled(request: Request): Promise<null> {
    this.#underWay.delete(request.uniqueKey);
    return null;
  }

  async isEmpty(): Promise<boolean> {
    return this.#frontier.size === 0;
  }

  async isFinished(): Promise<boolean> {
    return this.#frontier.size === 0 && this.#underWay.size === 0;
  }

  async handledCount(): Promise<number> {
    return this.#taken - this.#underWay.size;
  }

  getTotalCount(): number {
    return this.#taken + this.#frontier.size;
  }

  getPendingCount(): number {
    return this.#frontier.size + this.#underWay.size;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (let request = await this.fetchNextRequest(); request; request = await this.fetchNextRequest()) yield request;
  }

  async reclaimRequest(): Promise<never> {
    throw new Error("a visit is never given back: the fetcher retries what is temporary");
  }

  async addRequest(): Promise<never> {
    throw new Error("visits are added to the frontier");
  }

  async addRequestsBatched(): Promise<never> {
    throw new Error("visits are added to the frontier");
  }
}
