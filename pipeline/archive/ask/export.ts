import { join } from "node:path";
import { dictionary, TABLES, type TableName } from "../../../data/records/index.ts";
import { type Manifest, partsDir, partsOf, readManifest } from "../manifest.ts";
import { columnsOf, emptySelect, literal, orderOf, readParquet } from "../schema.ts";
import { openScratch } from "../scratch.ts";

export type ExportedTable = { table: TableName; rows: number; parquet: string; csv: string };

/**
 * Writes every table, of one and the same state of the archive, as one Parquet and one CSV file into a folder that is there
 * (CSV: UTF-8, null an empty field, instants in ISO 8601). The same rows give the same bytes.
 */
export async function exportTables(archiveDir: string, folder: string): Promise<ExportedTable[]> {
  for (;;) {
    const manifest = await readManifest(archiveDir);
    try {
      return await exportState(archiveDir, manifest, folder);
    } catch (error) {
      // A commit may have removed a superseded file in between: then export the new state.
      if (JSON.stringify(await readManifest(archiveDir)) === JSON.stringify(manifest)) throw error;
    }
  }
}

async function exportState(archiveDir: string, manifest: Manifest | null, folder: string): Promise<ExportedTable[]> {
  const { connection, close } = await openScratch("512MB", { threads: "1" });
  try {
    const exported: ExportedTable[] = [];
    for (const table of TABLES) {
      const files = partsOf(manifest, table).map(({ path }) => join(partsDir(archiveDir), path));
      const rows = files.length === 0 ? `(${emptySelect(table, columnsOf(table))})` : readParquet(table, files);
      const copy = async (columns: readonly string[], file: string, options: string): Promise<number> => {
        const query = `SELECT ${columns.join(", ")} FROM ${rows} AS rows_of ORDER BY ${orderOf(table)}`;
        const result = await connection.runAndReadAll(`COPY (${query}) TO ${literal(join(folder, file))} (${options})`);
        return Number(result.getRows()[0]?.[0]);
      };
      const parquet = `${table}.parquet`;
      const csv = `${table}.csv`;
      await copy(csvColumns(table), csv, "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'");
      exported.push({
        table,
        parquet,
        csv,
        rows: await copy(columnsOf(table), parquet, "FORMAT parquet, COMPRESSION zstd"),
      });
    }
    return exported;
  } finally {
    close();
  }
}

/** Decimals without the zeros that only their type adds. */
const csvColumns = (table: TableName): string[] =>
  Object.entries(dictionary[table].columns).map(([column, { type }]) =>
    type.startsWith("DECIMAL") ? `rtrim(rtrim(${column}::VARCHAR, '0'), '.') AS ${column}` : column,
  );
