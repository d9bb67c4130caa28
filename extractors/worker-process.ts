import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { UnreadableError } from "../data/records/index.ts";
import type { WorkerAnswer, WorkerTask } from "./worker.ts";

export type WorkerLimits = {
  timeoutMs: number;
  /** Of JavaScript's own heap; where the system tells, what else is resident may be half as much again. */
  memoryMb: number;
};

const PROGRAM = fileURLToPath(new URL("./worker.ts", import.meta.url));
const WATCH_MS = 200;
/** What Node.js and the libraries need before they have read anything. */
const BASE_MB = 300;
/** Windows has no process groups, and gives a detached process a window. */
const HAS_GROUPS = process.platform !== "win32";

/**
 * A process of its own that reads one document after another: it is started for the first, kept warm, and replaced after a
 * document that ended it. A process, not a thread: a heap that overflows, or a fault in a library's native code, would end
 * the threads beside it, too.
 */
export class WorkerProcess {
  readonly #limits: WorkerLimits;
  #child: ChildProcess | null = null;

  constructor(limits: WorkerLimits) {
    this.#limits = limits;
  }

  /** Throws UnreadableError `timeout`, `too_large` or `crashed` where the document is given up. One document at a time. */
  async read(task: WorkerTask): Promise<WorkerAnswer> {
    const { timeoutMs, memoryMb } = this.#limits;
    const child = this.#running();
    const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
    let reason: UnreadableError | null = null;
    const giveUp = (why: UnreadableError): void => {
      reason ??= why;
      kill(child);
    };
    const onMessage = (message: unknown): void => {
      if (isAnswer(message)) resolve(message);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      reject(reason ?? ended(code, signal, memoryMb));
    child.on("message", onMessage);
    child.once("exit", onExit);
    const clock = setTimeout(() => giveUp(tooLong(timeoutMs)), timeoutMs);
    const watch = setInterval(() => {
      if (residentMb(child) > BASE_MB + memoryMb * 1.5) giveUp(tooLarge(memoryMb));
    }, WATCH_MS);
    const onError = (error: Error): void => {
      if (this.#child === child) this.#child = null;
      kill(child);
      reject(reason ?? crashed(error.message));
    };
    child.on("error", onError); // It could not be started.
    child.send(task, (error) => error && onError(error)); // It has ended since the last document, and that has not been told yet.
    try {
      return await promise;
    } finally {
      clearTimeout(clock);
      clearInterval(watch);
      child.off("message", onMessage);
      child.off("exit", onExit);
      child.off("error", onError);
    }
  }

  /** A document still being read is given up. */
  close(): void {
    if (this.#child) kill(this.#child);
  }

  #running(): ChildProcess {
    if (this.#child) return this.#child;
    const child = fork(PROGRAM, {
      serialization: "advanced",
      // What libraries print about broken documents is no message of ours.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // Every core has its worker: a collector's own threads would only take from the others.
      execArgv: [`--max-old-space-size=${this.#limits.memoryMb}`, "--single-threaded-gc"],
      detached: HAS_GROUPS,
    });
    // Whoever reads hears of an error, too; with nobody reading, the next document finds out.
    child.on("error", () => undefined);
    child.once("exit", () => {
      if (this.#child === child) this.#child = null;
    });
    this.#child = child;
    return child;
  }
}

/** With the process, the programs that it has started. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (HAS_GROUPS) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    child.kill("SIGKILL"); // It is ending by itself, and its group is gone.
  }
}

/** proc(5): the second field of statm, in pages of 4 KB; 0 where the system does not tell. */
function residentMb({ pid }: ChildProcess): number {
  if (process.platform !== "linux") return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) / 256;
  } catch {
    return 0; // It has ended.
  }
}

const tooLong = (timeoutMs: number): UnreadableError =>
  new UnreadableError("timeout", `not read within ${timeoutMs / 1000} s: given up`);

const tooLarge = (memoryMb: number): UnreadableError =>
  new UnreadableError("too_large", `reading it takes more than ${memoryMb} MB of memory: given up`);

/** V8 aborts where its heap overflows. */
const ended = (code: number | null, signal: string | null, memoryMb: number): UnreadableError =>
  signal === "SIGABRT" || code === 134 ? tooLarge(memoryMb) : crashed(signal ?? `exit code ${code}`);

const crashed = (how: string): UnreadableError =>
  new UnreadableError("crashed", `reading it ended the reader (${how}): given up`);

const isAnswer = (message: unknown): message is WorkerAnswer =>
  typeof message === "object" &&
  message !== null &&
  ["extraction", "conversion", "code"].some((answer) => answer in message);
