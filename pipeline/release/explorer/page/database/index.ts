import type { Table } from "../view.ts";

/** Answers a question over the release's database. */
export async function ask(sql: string): Promise<Table> {
  throw new Error(`not yet there: ${sql}`);
}
