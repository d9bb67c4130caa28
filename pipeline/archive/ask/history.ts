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
  /** When it was first fetched, or when it came back to its address, another having stood there. */
  since: string;
  came_back: boolean;
  /** Every address of the bytes that it was read in, and whether it is there under it. */
  addresses: z.infer<typeof Address>[];
  /** Null for the first. */
  changes: VersionChanges | null;
};

export type ReportHistory = Pick<ReportRow, "report_key" | "organ" | "year"> & {
  /** As they came, the current one last; one that came back after another had its place stands there again. */
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
      ORDER BY report_key, retrieved, is_current, report_id`);
    const histories: ReportHistory[] = [];
    for (const [report_key, rows] of Map.groupBy(rowsOf("reports", found), (row) => row.report_key)) {
      const sights = inOrder(rows, await returnsOf(archive, report_key));
      const versions: Version[] = [];
      for (const [i, sight] of sights.entries())
        versions.push(await versionOf(archive, sight, sights[i - 1]?.row ?? null));
      const { organ = null, year = null } = rows.at(-1) ?? {};
      histories.push({ report_key, organ, year, versions });
    }
    return histories;
  } finally {
    archive.close();
  }
}

/** A version as it came, or came back. */
type Sight = { row: ReportRow; since: string; came_back: boolean };

const Return = z.strictObject({ report_id: z.string(), since: z.iso.datetime() });

/** The versions as they came and came back. What is current stands last, whenever it was fetched: two may be there side by side. */
function inOrder(rows: readonly ReportRow[], returns: readonly z.infer<typeof Return>[]): Sight[] {
  const again = returns.flatMap(({ report_id, since }) =>
    rows.filter((row) => row.report_id === report_id).map((row) => ({ row, since, came_back: true })),
  );
  const firsts = rows.map((row) => ({ row, since: row.retrieved, came_back: false }));
  const sights = [...firsts, ...again].sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)));
  const current = sights.findLastIndex(({ row }) => row.is_current);
  return [...sights.toSpliced(current, 1), ...sights.slice(current, current + 1)];
}

/** When a version came back to an address: another ended there, and nothing that was new took its place. */
const returnsOf = (archive: Archive, reportKey: string): Promise<z.infer<typeof Return>[]> =>
  rowsLike(
    archive,
    Return,
    `WITH stood AS (
       SELECT DISTINCT readings.report_id, documents.url, documents.fetched, documents.gone_since, documents.status
       FROM readings JOIN documents USING (document_id) WHERE readings.report_key = ${literal(reportKey)})
     SELECT back.report_id, strftime(ended.gone_since, '%Y-%m-%dT%H:%M:%S.%gZ') AS since
     FROM stood AS ended JOIN stood AS back ON back.url = ended.url AND back.report_id <> ended.report_id
       AND back.fetched < ended.fetched AND (back.gone_since IS NULL OR back.gone_since > ended.gone_since)
     WHERE ended.status = 'superseded'
       AND NOT EXISTS (FROM documents AS next WHERE next.url = ended.url AND next.fetched = ended.gone_since)
     QUALIFY row_number() OVER (PARTITION BY ended.url, ended.gone_since ORDER BY back.gone_since NULLS LAST) = 1
     ORDER BY ALL`,
  );

async function versionOf(archive: Archive, { row, ...sight }: Sight, before: ReportRow | null): Promise<Version> {
  const { report_id, status, title, url, document_url, site, retrieved, is_current, gone_since } = row;
  const addresses = await rowsLike(
    archive,
    Address,
    `SELECT DISTINCT url, documents.status FROM documents JOIN readings USING (document_id)
     WHERE readings.report_id = ${literal(report_id)} ORDER BY ALL`,
  );
  return {
    ...{ report_id, status, title, url, document_url, site, retrieved, is_current, gone_since, ...sight, addresses },
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

/** The form of each statutory table of a version. A generation's national form bears its name. */
const formOfTable = (row: ReportRow): string =>
  `CASE form_table ${Object.entries({
    proactive: row.proactive_format,
    applications: row.applications_format,
    disputes: row.disputes_format,
    statistics_2014: row.statistics_2014_form,
  })
    .map(([table, form]) => `WHEN ${literal(table)} THEN ${form === null ? "NULL" : literal(form)}`)
    .join(" ")} END`;

/** The words are those of the version's own form, else of any that has the cell. */
const changedCells = (old: ReportRow, now: ReportRow): string => `
  WITH labels AS (
    SELECT form_table, item, form_column, item_label, column_label FROM items
    QUALIFY row_number() OVER (PARTITION BY form_table, item, form_column
      ORDER BY form = ${formOfTable(now)} DESC NULLS LAST, format DESC, form) = 1)
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
