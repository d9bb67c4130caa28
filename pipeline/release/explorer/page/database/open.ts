import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
import { data } from "../data.ts";
import { ExplorerError, type Text } from "../view.ts";
import { DatabaseFile } from "./described.ts";
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
      const fault = faultOf(error);
      throw fault instanceof ExplorerError ? fault : new ExplorerError(words.notStarted(messageOf(fault)));
    })
    .finally(() => report(null));
  return opening;
}

async function open(): Promise<AsyncDuckDB> {
  if (typeof WebAssembly === "undefined") throw new ExplorerError(words.noWasm);
  const { bytes } = await data("database.json", DatabaseFile);
  const source = await sourceOf(DATABASE, bytes);
  const database = await start();
  try {
    await attach(database, source);
    return database;
  } catch (error) {
    await database.terminate();
    throw error;
  }
}

/** A fault in DuckDB's words; where it comes of a file of the release that was damaged, as an ExplorerError that says so. */
export const faultOf = (error: unknown): unknown =>
  /Corrupt database file|read past the end/.test(messageOf(error))
    ? new ExplorerError(words.notWhole(DATABASE))
    : error;

/** What guard.ts tells of DuckDB's program. */
const ENGINE_FAULTS: Readonly<Record<string, Text>> = {
  forbidden: words.forbidden,
  broken: words.notWhole(PROGRAM),
  cut: words.cut(PROGRAM),
};

/** DuckDB in a worker. A worker that fails to start answers nothing, so that its error event has to be listened to. */
async function start(): Promise<AsyncDuckDB> {
  await Promise.all([PROGRAM, WORKER].map(mustBeThere));
  const worker = new Worker(addressOf(WORKER));
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      // It is said in the page; DuckDB would write it to the console.
      event.preventDefault();
      event.stopImmediatePropagation();
      const text = ENGINE_FAULTS[/engine (\w+)$/.exec(event.message)?.[1] ?? ""];
      reject(text ? new ExplorerError(text) : new Error(event.message || WORKER));
    });
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
