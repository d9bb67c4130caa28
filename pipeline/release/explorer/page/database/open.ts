import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
import { ExplorerError } from "../view.ts";
import { addressOf, mustBeThere, type Source, sourceOf, wholeFile } from "./source.ts";
import { report } from "./status.ts";
import { words } from "./words.ts";

const DATABASE = "gongkai.duckdb";
const PROGRAM = "duckdb-eh.wasm";
const WORKER = "duckdb-browser-eh.worker.js";

let opening: Promise<AsyncDuckDB> | null = null;

/** The database, loaded once; after a failure, anew when it is asked again. */
export function openDatabase(): Promise<AsyncDuckDB> {
  opening ??= open()
    .catch((error: unknown) => {
      opening = null;
      throw error instanceof ExplorerError ? error : new ExplorerError(words.notStarted(messageOf(error)));
    })
    .finally(() => report(null));
  return opening;
}

async function open(): Promise<AsyncDuckDB> {
  if (typeof WebAssembly === "undefined") throw new ExplorerError(words.noWasm);
  const source = await sourceOf(DATABASE);
  const database = await start();
  try {
    await attach(database, source);
    return database;
  } catch (error) {
    await database.terminate();
    throw error;
  }
}

/** DuckDB in a worker. A worker that fails to start answers nothing, so that its error event has to be listened to. */
async function start(): Promise<AsyncDuckDB> {
  await Promise.all([PROGRAM, WORKER].map(mustBeThere));
  const worker = new Worker(addressOf(WORKER));
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message || WORKER)));
  });
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  const started = database
    .instantiate(addressOf(PROGRAM), null, ({ bytesLoaded, bytesTotal }) =>
      report(words.loadingEngine(bytesLoaded, bytesTotal)),
    )
    .then(() =>
      database.open({
        path: ":memory:",
        filesystem: { reliableHeadRequests: true, allowFullHTTPReads: false, forceFullHTTPReads: false },
      }),
    );
  try {
    await Promise.race([started, failed]);
    return database;
  } catch (error) {
    await database.terminate();
    throw error;
  }
}

/** Nothing is asked of any other host: no extension is fetched, and no file but this one is opened. */
async function attach(database: AsyncDuckDB, source: Source): Promise<void> {
  if (source.ranges) await database.registerFileURL(DATABASE, addressOf(DATABASE), DuckDBDataProtocol.HTTP, false);
  else await database.registerFileBuffer(DATABASE, await wholeFile(source));
  report(words.opening);
  const connection = await database.connect();
  for (const sql of [
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    `ATTACH '${DATABASE}' AS release (READ_ONLY)`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ])
    await connection.query(sql);
  await connection.close();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
