import { z } from "zod";
import { CELL_STATUSES } from "../../../data/records/index.ts";
import { DOCUMENT_STATUSES, type ReportRow } from "../rows.ts";
import { literal } from "../schema.ts";
import { objectsOf, rowsOf } from "./known.ts";
import { type Archive, openTables } from "./query.ts";

const CellChange = z.strictObject({
  form_table: z.string(),
  item: z.string(),
  form_column: z.string(),
  /** In the form's own words; null where no form of today has the cell. */
  item_label: z.string().nullable(),
  column_label: z.string().nullable(),
  /** Null where the version has no such cell. */
  old_status: z.enum(CELL_STATUSES).nullable(),
  old_value: z.number().nullable(),
  new_status: z.enum(CELL_STATUSES).nullable(),
  new_value: z.number().nullable(),
});

const SectionChange = z.strictObject({ heading: z.string(), change: z.enum(["added", "removed", "altered"]) });

const Address = z.strictObject({ url: z.string(), status: z.enum(DOCUMENT_STATUSES) });

/** What a version says otherwise than the one before it. */
export type VersionChanges = { cells: z.infer<typeof CellChange>[]; sections: z.infer<typeof SectionChange>[] };

export type Version = Pick<
  ReportRow,
  "report_id" | "status" | "title" | "url" | "document_url" | "site" | "retrieved" | "is_current" | "gone_since"
> & {
  /** Every address of the bytes that it was read in, and whether it is there under it. */
  addresses: z.infer<typeof Address>[];
  /** Null for the first. */
  changes: VersionChanges | null;
};

export type ReportHistory = Pick<ReportRow, "report_key" | "organ" | "year"> & {
  /** The oldest first, the current one last. */
  versions: Version[];
};

/**
 * What became of a report, named by its report_key, by the report_id of a version, or by an address (which may have several reports): its versions, and
 * what changed from each to the next. Empty where the archive knows of none.
 */
export async function historiesOf(archiveDir: string, named: string): Promise<ReportHistory[]> {
  const archive = await openTables(archiveDir);
  try {
    const name = literal(named);
    const found = await archive.query(`
      SELECT * FROM reports WHERE report_key IN (
        SELECT report_key FROM reports WHERE ${name} IN (report_key, report_id, url, document_url)
        UNION SELECT reports.report_key FROM readings SEMI JOIN documents
          ON documents.document_id = readings.document_id AND ${name} IN (documents.url, documents.page_url)
          JOIN reports USING (report_id)
        UNION SELECT report_key FROM readings WHERE report_id = ${name})
      ORDER BY report_key, is_current, retrieved, report_id`);
    const histories: ReportHistory[] = [];
    for (const [report_key, rows] of Map.groupBy(rowsOf("reports", found), (row) => row.report_key)) {
      const versions: Version[] = [];
      for (const [i, row] of rows.entries()) versions.push(await versionOf(archive, row, rows[i - 1] ?? null));
      const { organ = null, year = null } = rows.at(-1) ?? {};
      histories.push({ report_key, organ, year, versions });
    }
    return histories;
  } finally {
    archive.close();
  }
}

async function versionOf(archive: Archive, row: ReportRow, before: ReportRow | null): Promise<Version> {
  const { report_id, status, title, url, document_url, site, retrieved, is_current, gone_since } = row;
  const addresses = await rowsLike(
    archive,
    Address,
    `SELECT DISTINCT url, documents.status FROM documents JOIN readings USING (document_id)
     WHERE readings.report_id = ${literal(report_id)} ORDER BY ALL`,
  );
  return {
    ...{ report_id, status, title, url, document_url, site, retrieved, is_current, gone_since, addresses },
    changes:
      before === null
        ? null
        : {
            cells: await rowsLike(archive, CellChange, changedCells(before, row)),
            sections: await rowsLike(archive, SectionChange, changedSections(before, row)),
          },
  };
}

const rowsLike = async <T>(archive: Archive, schema: z.ZodType<T>, sql: string): Promise<T[]> =>
  objectsOf(await archive.query(sql)).map((row) => schema.parse(row));

/** What stands under a version; its year says in which folder. */
const of = ({ report_id, year }: ReportRow): string =>
  `report_id = ${literal(report_id)} AND year IS NOT DISTINCT FROM ${year ?? "NULL"}`;

/** The words are those of the version's own form, else of any that has the cell. */
const changedCells = (old: ReportRow, now: ReportRow): string => `
  WITH labels AS (
    SELECT form_table, item, form_column, item_label, column_label FROM items
    QUALIFY row_number() OVER (PARTITION BY form_table, item, form_column
      ORDER BY form = ${literal(now.statistics_2014_form ?? now.format ?? "")} DESC, format DESC, form) = 1)
  SELECT form_table, item, form_column, item_label, column_label,
    old.status AS old_status, old.value AS old_value, new.status AS new_status, new.value AS new_value
  FROM (FROM cells WHERE ${of(old)}) AS old FULL JOIN (FROM cells WHERE ${of(now)}) AS new USING (form_table, item, form_column)
  LEFT JOIN labels USING (form_table, item, form_column)
  WHERE old.value IS DISTINCT FROM new.value OR old.status IS DISTINCT FROM new.status
  ORDER BY coalesce(new.ordinal, old.ordinal), form_table, item, form_column`;

/** Sections are known again by their headings; where one comes twice, by their order. */
const changedSections = (old: ReportRow, now: ReportRow): string => {
  const numbered = (row: ReportRow): string =>
    `(SELECT *, row_number() OVER (PARTITION BY heading ORDER BY ordinal) AS nth FROM sections WHERE ${of(row)})`;
  return `
  SELECT heading, CASE WHEN old.text IS NULL THEN 'added' WHEN new.text IS NULL THEN 'removed' ELSE 'altered' END AS change
  FROM ${numbered(old)} AS old FULL JOIN ${numbered(now)} AS new USING (heading, nth)
  WHERE old.text IS DISTINCT FROM new.text ORDER BY coalesce(new.ordinal, old.ordinal), heading, change`;
};
