import { closeSync, openSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { GongkaiError } from "../../data/records/index.ts";

const VERSION = 3;

/**
 * The index over the WARC files. Everything but `sightings` and `failures`, which belong to runs that are still going on,
 * can be made again from the WARCs. `request_body` is the SHA-256 of what was posted, "" for nothing; `body_id` the row of
 * the record that holds the body, null where that is the row's own, 0 where no file that is here holds it; `ended` the place of
 * the record that ends the run. `addresses` says what was said of each last, `past_listings` what was said before, as far as that
 * was something else: until which run's end.
 */
const SCHEMA = `
  CREATE TABLE files (name TEXT PRIMARY KEY, indexed INTEGER NOT NULL) STRICT;
  CREATE TABLE responses (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    request_body TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    payload_digest TEXT NOT NULL,
    sha256 TEXT,
    verdict TEXT NOT NULL,
    unchanged INTEGER NOT NULL,
    record_id TEXT NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    body_id INTEGER
  ) STRICT;
  CREATE INDEX responses_by_request ON responses (url, method, request_body);
  CREATE INDEX responses_by_digest ON responses (sha256) WHERE sha256 IS NOT NULL;
  CREATE INDEX responses_by_time ON responses (retrieved);
  CREATE UNIQUE INDEX responses_by_place ON responses (file, offset);
  CREATE INDEX bodies_by_digest ON responses (payload_digest) WHERE body_id IS NULL;
  CREATE INDEX lost_bodies ON responses (file, offset) WHERE body_id = 0;
  CREATE TABLE runs (run TEXT PRIMARY KEY, site TEXT NOT NULL, began TEXT NOT NULL, finished TEXT, summary TEXT, ended TEXT) STRICT;
  CREATE INDEX runs_by_site ON runs (site, finished);
  CREATE TABLE sightings (run TEXT, url TEXT, sighting TEXT NOT NULL, PRIMARY KEY (run, url)) STRICT, WITHOUT ROWID;
  CREATE TABLE failures (run TEXT, url TEXT, method TEXT, code TEXT NOT NULL, PRIMARY KEY (run, url, method)) STRICT, WITHOUT ROWID;
  CREATE TABLE addresses (
    site TEXT,
    url TEXT,
    sighting TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_since TEXT,
    PRIMARY KEY (site, url)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE past_listings (
    site TEXT,
    url TEXT,
    until TEXT,
    listing TEXT NOT NULL,
    PRIMARY KEY (site, url, until)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/** Opens the index for its one writer, making the tables where there are none. */
export function openIndex(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 });
  // NORMAL: a kill loses nothing; a power cut may lose the newest rows, which the next opening reads from the WARCs again.
  // Urls and digests come in no order: the more rows a checkpoint writes at once, the fewer pages are written over and over.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000;");
  if (version(db) === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
  return db;
}

/** The index is another version's: it is to be made again, which needs no person to decide. */
export class OtherVersionError extends GongkaiError {
  constructor(path: string) {
    super(
      `${path} was made by another version of the software: the next nightly, ingest or rebuild makes it again from the WARC files`,
    );
  }
}

/** Opens the index to read while another process may be writing. */
export function openIndexToRead(path: string): DatabaseSync {
  // SQLite would not say that a permission is what is lacking.
  closeSync(openSync(path, "r"));
  const db = readable(path);
  if (isCurrent(db)) return db;
  db.close();
  throw new OtherVersionError(path);
}

/** SQLITE_READONLY and SQLITE_CANTOPEN, whose reasons stand in further bits: to read, SQLite writes beside the index what it shares with a writer. */
const NOTHING_BESIDE = [8, 14];

function readable(path: string): DatabaseSync {
  try {
    return lookedInto(path);
  } catch (error) {
    const isShut =
      error instanceof Error && "errcode" in error && NOTHING_BESIDE.includes(Number(error.errcode) & 0xff);
    if (!isShut) throw error;
    return lookedInto(untouched(path));
  }
}

function lookedInto(path: string | URL): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    version(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The index where nothing can be written, as on a disk of another machine: then nobody else writes it either. */
function untouched(path: string): URL {
  const file = pathToFileURL(path);
  file.searchParams.set("immutable", "1");
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return file;
  throw new GongkaiError(
    `${path}: its last writer was cut short, so it can be read only where you may write beside it: give yourself that permission, or copy the archive`,
  );
}

/** Whether the tables are those of this version of the software. */
export const isCurrent = (db: DatabaseSync): boolean => version(db) === VERSION;

const version = (db: DatabaseSync): unknown => db.prepare("PRAGMA user_version").get()?.user_version;
