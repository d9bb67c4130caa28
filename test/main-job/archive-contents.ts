import { openArchive } from "../../pipeline/archive/index.ts";

/** What an archive says, without what differs from run to run by nature (instants, places in WARC files). */
export type Contents = {
  reports: Map<string, Record<string, unknown>>;
  /** By report_id, then by table/item/column. */
  cells: Map<string, Map<string, { value: unknown; raw: unknown; status: unknown; source_at: unknown }>>;
  /** By address. */
  documents: Map<string, Record<string, unknown>>;
  /** All of them, an address once for each version. */
  documentRows: Record<string, unknown>[];
  sites: Map<string, Record<string, unknown>>;
};

export async function contentsOf(folder: string): Promise<Contents> {
  const archive = await openArchive(folder);
  try {
    const ask = async (sql: string): Promise<Record<string, unknown>[]> => {
      const { columns, rows } = await archive.query(sql);
      return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
    };
    const cells: Contents["cells"] = new Map();
    for (const cell of await ask(
      "SELECT report_id, form_table, item, form_column, value::VARCHAR AS value, raw, status, source_at FROM cells",
    )) {
      const { value, raw, status, source_at } = cell;
      const report = cells.get(String(cell.report_id)) ?? new Map();
      cells.set(String(cell.report_id), report);
      report.set(`${cell.form_table}/${cell.item}/${cell.form_column}`, {
        value: typeof value === "string" ? Number(value) : null,
        raw,
        status,
        source_at,
      });
    }
    const byColumn = (rows: Record<string, unknown>[], column: string) =>
      new Map(rows.map((row) => [String(row[column]), row]));
    const documentRows = await ask(
      "SELECT url, status, twin_of, report_id, document_id, site FROM documents ORDER BY url, document_id",
    );
    return {
      reports: byColumn(await ask("SELECT * EXCLUDE (retrieved) FROM reports ORDER BY document_url"), "report_id"),
      cells,
      documents: byColumn(documentRows, "url"),
      documentRows,
      sites: new Map(
        (await ask("SELECT site, platform, health, reason, found, failed FROM sites ORDER BY site")).map((row) => [
          String(row.site),
          row,
        ]),
      ),
    };
  } finally {
    archive.close();
  }
}
