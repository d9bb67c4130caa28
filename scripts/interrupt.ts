import { GongkaiError } from "../data/records/index.ts";

/**
 * Runs long work that Ctrl-C (or a service manager's SIGTERM) may stop: the first signal lets it end in good order, a
 * second one ends the process. Either way nothing that was fetched is lost.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    console.error("Stopping in good order (once more to stop at once) …");
    controller.abort(new GongkaiError("Stopped before the end. Nothing is lost: the same call carries on."));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
