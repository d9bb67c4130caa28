import type { Table } from "../view.ts";
import { faultOf, openDatabase } from "./open.ts";
import { answerTo } from "./values.ts";

/**
 * Answers a question over the release's database, which is loaded with the first one. ExplorerError where it cannot be; an Error in DuckDB's words
 * where the question is none.
 */
export async function ask(sql: string): Promise<Table> {
  const database = await openDatabase();
  const connection = await database.connect();
  try {
    // A connection of its own, in which no earlier question has left anything.
    await connection.query("USE release");
    return await answerTo(connection, sql);
  } catch (error) {
    throw faultOf(error);
  } finally {
    await connection.close();
  }
}
