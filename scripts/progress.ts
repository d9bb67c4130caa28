import { stderr } from "node:process";
import type { CrawlProgress, GrowProgress } from "../crawlers/index.ts";
import { counted } from "./counted.ts";

/** In a log, one line at most this often. */
const LOG_EVERY_MS = 10_000;

/** Shows how a crawl goes on: on a terminal one line that moves, in a log a line now and then. */
export function crawlProgress(): (progress: CrawlProgress) => void {
  const bySite = new Map<string, CrawlProgress>();
  const show = throttled((last: CrawlProgress) => {
    const all = [...bySite.values()];
    const pages = all.reduce((sum, site) => sum + site.pages, 0);
    const documents = all.reduce((sum, site) => sum + site.documents, 0);
    line(
      `crawl  ${counted(bySite.size, "source")} begun, ${counted(pages, "page")}, ${counted(documents, "document")}  ${last.site}`,
    );
  });
  return (progress) => {
    bySite.set(progress.site, progress);
    show(progress);
  };
}

/** Shows how reading goes on, in the same way. */
export const ingestProgress = (): ((progress: { done: number; total: number }) => void) =>
  throttled(({ done, total }) => line(`ingest ${done} of ${counted(total, "document")}`));

/** Shows how much of the raw store has been read. */
export const verifyProgress = (): ((progress: { done: number; total: number }) => void) =>
  throttled(({ done, total }) => line(`verify ${megabytes(done)} of ${megabytes(total)} MB of raw/`));

/** Shows how much of another archive has been copied. */
export const copyProgress = (): ((progress: { done: number; total: number }) => void) =>
  throttled(({ done, total }) => line(`merge  ${megabytes(done)} of ${megabytes(total)} MB copied`));

/** Shows what of a release is being made. */
export const snapshotProgress = (): ((step: string) => void) => throttled((step: string) => line(`release ${step} …`));

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** Shows how far the trial of one source has come. */
export const probeProgress = (): ((progress: CrawlProgress) => void) =>
  throttled(({ pages, documents, current }) =>
    line(`probe  ${counted(pages, "page")}, ${counted(documents, "document")}  ${current}`),
  );

/** Shows how far a portal's lists have been followed. */
export const growProgress = (): ((progress: GrowProgress) => void) =>
  throttled(({ level, asked, proposed, current }) =>
    line(
      `grow   level ${level}, ${counted(asked, "page")} asked for, ${counted(proposed, "site")} proposed  ${current}`,
    ),
  );

/** Shows of a long question how far it is, where DuckDB knows, and how long it has been going on. */
export function sqlProgress(): (percent: number | null) => void {
  const from = Date.now();
  return throttled((percent: number | null) => {
    const seconds = Math.round((Date.now() - from) / 1000);
    if (seconds > 0) line(`sql    ${percent === null ? "" : `${percent.toFixed(0)} %, `}${seconds} s`);
  });
}

/** A scan takes seconds a page: on a terminal, says after a while how long it has been going on. */
export function stillReading(
  what: () => string,
  terminal: Pick<typeof stderr, "isTTY" | "columns" | "write"> = stderr,
): { clear(): void; end(): void } {
  const from = Date.now();
  const say = (): void => {
    const seconds = Math.round((Date.now() - from) / 1000);
    terminal.write(
      `${CLEARED}${`${what()}, ${seconds} s (a scan takes seconds a page)`.slice(0, terminal.columns - 1)}`,
    );
  };
  const clock = terminal.isTTY ? setInterval(say, 1000) : undefined;
  const clear = (): void => void (terminal.isTTY && terminal.write(CLEARED));
  return {
    clear,
    end() {
      clearInterval(clock);
      clear();
    },
  };
}

/** Takes the moving line off the terminal, so that what is said next has a line of its own. */
export const clearProgress = (): void => void (stderr.isTTY && stderr.write(CLEARED));

/** Says something between two lines of progress. */
export function notice(text: string): void {
  clearProgress();
  console.error(text);
}

const CLEARED = "\r\u001b[K";

const line = (text: string): void =>
  void stderr.write(stderr.isTTY ? `${CLEARED}${text.slice(0, stderr.columns - 1)}` : `${text}\n`);

function throttled<T>(show: (value: T) => void): (value: T) => void {
  let last = stderr.isTTY ? 0 : Date.now();
  return (value) => {
    if (Date.now() - last < (stderr.isTTY ? 100 : LOG_EVERY_MS)) return;
    last = Date.now();
    show(value);
  };
}
