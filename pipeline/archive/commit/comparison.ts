import type { DuckDBConnection } from "@duckdb/node-api";
import { rowsOf } from "../ask/known.ts";
import { resultOf } from "../ask/query.ts";
import { partsOf, readManifest } from "../manifest.ts";
import type { DocumentRow } from "../rows.ts";
import { columnsOf, createTable, emptySelect, literal, readParquet } from "../schema.ts";
import { openScratch } from "../scratch.ts";
import { filesOf } from "./replaced.ts";
import { appendRows } from "./stage.ts";

/** A document that the archive lacks, or has otherwise; `unread`: its bytes are still to be read, under one address at least. */
export type Pending = { document_id: string; unread: boolean };

/** The documents that were fetched, held against the archive's rows of them. */
export type Comparison = {
  /** Addresses of documents. */
  addresses: number;
  /** Of these, those that the archive has no row of. */
  missing: number;
  /** Documents that something is to be done for. */
  documents: number;
  /** Of these, whose bytes are still to be read. */
  unread: number;
  /** Those that something is to be done for, in the order in which they lie in raw/, from this place on. */
  pending(from: number, limit: number): Promise<Pending[]>;
  /** All addresses of these documents; of each first the one under which it is read. */
  addressesOf(documentIds: Iterable<string>): Promise<DocumentRow[]>;
  /** The documents that stood at an address of one of these before or after it. */
  atSameAddress(documentIds: readonly string[]): Promise<string[]>;
  /** Of these pages, those beside which a file of theirs was fetched. */
  withFiles(pages: readonly string[]): Promise<Set<string>>;
  close(): void;
};

/**
 * Compares documents as they were fetched (rows that say nothing yet of `report_id` and `parser_version`) with the archive's rows. Bytes that one
 * of the versions named has read need not be read again, unless its site is one of the `renamed`. Both lie in a database of its own, which goes to disk
 * where they are many.
 */
export async function compareDocuments(
  archiveDir: string,
  fetched: Iterable<DocumentRow>,
  readBy: readonly string[],
  renamed: readonly string[] = [],
): Promise<Comparison> {
  const { connection, close } = await openScratch("160MB", { threads: "1", preserve_insertion_order: "false" });
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(createTable("documents", "fetched"));
    await appendRows(connection, "documents", "fetched", fetched);
    const known = await knownDocuments(archiveDir);
    await connection.run(pendingTable(known, readBy, renamed));
    await connection.run(readOtherwise(known));
    await connection.run(SUCCESSIONS);
    const [[addresses, missing, documents, unread] = []] = await rows(
      connection,
      "SELECT (SELECT count(*) FROM fetched), coalesce(sum(missing), 0), count(*), count(*) FILTER (unread) FROM pending",
    );
    return {
      addresses: Number(addresses),
      missing: Number(missing),
      documents: Number(documents),
      unread: Number(unread),
      async pending(from, limit) {
        const page = `SELECT document_id, unread FROM pending WHERE place BETWEEN ${from + 1} AND ${from + limit} ORDER BY place`;
        return (await rows(connection, page)).map(([id, isUnread]) => ({
          document_id: String(id),
          unread: isUnread === true,
        }));
      },
      async addressesOf(ids) {
        const list = [...ids].map(literal).join(", ");
        if (list === "") return [];
        const some = await connection.run(
          `SELECT * FROM ${onePerAddress(`fetched WHERE document_id IN (${list})`)} ORDER BY document_id, ${READ_FIRST}`,
        );
        return rowsOf("documents", await resultOf(some));
      },
      async atSameAddress(ids) {
        if (ids.length === 0) return [];
        const found = `SELECT DISTINCT other FROM successions WHERE document_id IN (${ids.map(literal).join(", ")}) ORDER BY other`;
        return (await rows(connection, found)).map(([id]) => String(id));
      },
      async withFiles(pages) {
        if (pages.length === 0) return new Set();
        const list = pages.map(literal).join(", ");
        const found = `SELECT DISTINCT page_url FROM fetched WHERE page_url <> url AND page_url IN (${list})`;
        return new Set((await rows(connection, found)).map(([page]) => String(page)));
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

const rows = async (connection: DuckDBConnection, sql: string): Promise<unknown[][]> =>
  (await connection.runAndReadAll(sql)).getRows();

/** What stood at the few addresses that ever gave other bytes than at first. */
const SUCCESSIONS = `CREATE TABLE successions AS
  WITH placed AS (
    SELECT document_id, url FROM fetched WHERE url IN (SELECT url FROM fetched WHERE status = 'superseded'))
  SELECT DISTINCT one.document_id, two.document_id AS other FROM placed AS one JOIN placed AS two USING (url)
  WHERE one.document_id <> two.document_id`;

/** What a crawl knows of a document, besides the key and `status`. */
const OF_CRAWL = columnsOf("documents").filter(
  (column) => !["document_id", "url", "status", "report_id", "parser_version"].includes(column),
);

async function knownDocuments(archiveDir: string): Promise<string> {
  const parts = partsOf(await readManifest(archiveDir), "documents");
  return parts.length === 0
    ? `(${emptySelect("documents", columnsOf("documents"))})`
    : readParquet("documents", filesOf(archiveDir, parts));
}

/** One row for each address: where two sites list it, that of the site where the document is there, or was there last, else of the first. */
const onePerAddress = (rows: string): string => `(SELECT * FROM ${rows}
  QUALIFY row_number() OVER (PARTITION BY document_id, url ORDER BY
    CASE WHEN gone_since IS NULL THEN 0 WHEN status = 'superseded' THEN 2 ELSE 1 END, gone_since DESC, site) = 1)`;

/** A document is read as what it was when it was first fetched, so that addresses found later make nothing else of it. */
const READ_FIRST = "fetched, twin_of IS NOT NULL, url";

/** What reading a document may depend on besides its bytes. */
const EVIDENCE = [
  "url",
  "site",
  "media_type",
  "file_name",
  "link_text",
  "listed_date",
  "column_name",
  "fetched",
  "page_url",
];

/** Documents that were read by other words than they are to be read by now, since a listing says something else of the same bytes, are read again. */
function readOtherwise(known: string): string {
  const evidence = (rows: string): string =>
    `SELECT document_id, hash(${EVIDENCE.join(", ")}) AS evidence
      FROM ${onePerAddress(`${rows} WHERE document_id IN (SELECT document_id FROM pending WHERE NOT unread)`)}
      QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY ${READ_FIRST}) = 1`;
  return `UPDATE pending SET unread = true WHERE document_id IN (
    SELECT document_id FROM (${evidence("fetched")}) AS now JOIN (${evidence(known)}) AS before USING (document_id)
    WHERE now.evidence <> before.evidence)`;
}

function pendingTable(known: string, readBy: readonly string[], renamed: readonly string[]): string {
  const list = (values: readonly string[]): string => `[${values.map(literal).join(", ")}]::VARCHAR[]`;
  const differs = OF_CRAWL.map((column) => `fetched.${column} IS DISTINCT FROM known.${column}`).join(" OR ");
  return `CREATE TABLE pending AS
    SELECT document_id, bool_or(unread) AS unread, count(*) FILTER (missing) AS missing,
      row_number() OVER (ORDER BY min(warc_file), min(warc_offset), document_id) AS place FROM (
      SELECT fetched.document_id, fetched.warc_file, fetched.warc_offset, known.url IS NULL AS missing,
        NOT list_contains(${list(readBy)}, coalesce(known.parser_version, ''))
          OR list_contains(${list(renamed)}, fetched.site) AS unread,
        ${differs} OR known.status NOT IN (fetched.status, 'rejected', 'unreadable') AS differs
      FROM fetched LEFT JOIN ${known} AS known ON known.document_id = fetched.document_id AND known.url = fetched.url)
    WHERE unread OR differs GROUP BY document_id`;
}
