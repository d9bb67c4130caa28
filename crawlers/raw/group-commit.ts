import type { DatabaseSync } from "node:sqlite";
import { GongkaiError } from "../../data/records/index.ts";

/** How long, and how many of them, writes may wait for the disk. A kill meanwhile costs reading their records from the WARC again. */
const LONGEST_MS = 1000;
const MOST_WRITES = 1000;

/**
 * The writes to the index, committed in groups. Where one fails, its group is taken back and nothing more is written: what
 * the index says it holds of each WARC file stays true, and the next opening reads the rest from there.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #writes = 0;
  #timer: NodeJS.Timeout | undefined;
  #failure: GongkaiError | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Does work that writes. Its rows are there at once for who asks this connection, for others after the commit. */
  write<T>(work: () => T): T {
    return this.#attempt(() => {
      if (this.#writes++ === 0) {
        this.#db.exec("BEGIN IMMEDIATE");
        this.#timer = setTimeout(() => this.#inTheBackground(), LONGEST_MS);
      }
      const result = work();
      if (this.#writes >= MOST_WRITES) this.commit();
      return result;
    });
  }

  commit(): void {
    this.#attempt(() => {
      if (this.#writes === 0) return;
      this.#db.exec("COMMIT");
      this.#end();
    });
  }

  /** A failure is thrown by what is written next, or by the last commit. */
  #inTheBackground(): void {
    try {
      this.commit();
    } catch (error) {
      if (error !== this.#failure) throw error;
    }
  }

  #attempt<T>(work: () => T): T {
    if (this.#failure) throw this.#failure;
    try {
      return work();
    } catch (cause) {
      this.#end();
      // SQLite itself takes a transaction back where the disk fails.
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      const why = cause instanceof Error ? cause.message : String(cause);
      this.#failure ??= new GongkaiError(
        `the index of the raw store cannot be written (${why}): mend that, or delete index.sqlite, and the next crawl takes up what it lacks from the WARC files`,
        undefined,
        { cause },
      );
      throw this.#failure;
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#writes = 0;
  }
}
