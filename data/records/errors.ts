/** Exit codes of the command line: part of the contract. */
export const EXIT = { done: 0, needsALook: 1, wrongCall: 2, environmentLacks: 3 } as const;

/**
 * An error that a person can act on: shown as its one-line message, never with a stack.
 * The message names the file, address or option concerned and what to do next.
 */
export class GongkaiError extends Error {
  override name = "GongkaiError";
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.needsALook, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The call is wrong: an option, an argument, a file that the user named. */
export class UsageError extends GongkaiError {
  override name = "UsageError";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.wrongCall, options);
  }
}

/** The machine lacks something (a browser, a program); the message says how to get it. */
export class EnvironmentError extends GongkaiError {
  override name = "EnvironmentError";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.environmentLacks, options);
  }
}

/**
 * A document that cannot be read: `code` is one stable word (`empty`, `truncated`, `encrypted`, `needs_ocr`, `unsupported` …). The
 * fault is the document's own unless `exitCode` says that it is the call's or the machine's.
 */
export class UnreadableError extends GongkaiError {
  override name = "UnreadableError";
  readonly code: string;
  constructor(code: string, message: string, options: ErrorOptions & { exitCode?: number } = {}) {
    super(message, options.exitCode ?? EXIT.needsALook, options);
    this.code = code;
  }
}
