import { GongkaiError } from "../data/records/index.ts";
import { clearProgress } from "./progress.ts";

/**
 * One Ctrl-C (or one stop by systemd) arrives several times: at this process, and again through npm and the launcher, which
 * pass on what they got. What arrives within this time is one wish.
 */
const ONE_WISH_MS = 1000;

/**
 * Runs long work that Ctrl-C (or a service manager's SIGTERM) may stop: the first wish lets it end in good order, a
 * second one ends the process; the moving line of progress is off the terminal when it ends. Either way nothing that was fetched is lost.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  then = "Nothing is lost: the same call carries on.",
): Promise<T> {
  const controller = new AbortController();
  let wished = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - wished > ONE_WISH_MS) process.exit(130);
      return;
    }
    wished = performance.now();
    clearProgress();
    console.error("Stopping in good order (once more to stop at once) …");
    controller.abort(new GongkaiError(`Stopped before the end. ${then}`));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    clearProgress();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
