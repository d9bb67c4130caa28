import type { DatabaseSync, StatementSync } from "node:sqlite";

/** The statements of a database, each prepared once: what SQLite holds for one is freed late, for the garbage collector sees only its handle. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  of(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
