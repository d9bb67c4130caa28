import { safeParse, type ZodMiniType } from "zod/mini";
import { addressOf } from "./release.ts";
import { ExplorerError } from "./view.ts";
import { words } from "./words.ts";

const read = new Map<string, Promise<unknown>>();

/** A JSON file of explorer/data/, fetched once. ExplorerError where it is not there or not what `schema` says. */
export async function data<T>(file: string, schema: ZodMiniType<T>): Promise<T> {
  const path = `explorer/data/${file}`;
  const reading = read.get(path) ?? fetched(path);
  read.set(path, reading);
  // A failed one is asked for again the next time.
  const content = await reading.catch((error: unknown) => {
    read.delete(path);
    throw error;
  });
  const parsed = safeParse(schema, content);
  if (!parsed.success) throw new ExplorerError(words.notRight(path));
  return parsed.data;
}

async function fetched(path: string): Promise<unknown> {
  const response = await fetch(addressOf(path)).catch((error: unknown) => {
    throw new ExplorerError(words.notThere(path, error instanceof Error ? error.message : String(error)));
  });
  if (!response.ok) throw new ExplorerError(words.notThere(path, `HTTP ${response.status}`));
  return response.json().catch(() => {
    throw new ExplorerError(words.notRight(path));
  });
}
