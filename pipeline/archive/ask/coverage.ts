import { z } from "zod";
import { HEALTHS, LEVELS, REPORT_STATUSES } from "../../../data/records/index.ts";
import { objectsOf } from "./known.ts";
import type { Archive } from "./query.ts";

const ByStatus = z.strictObject({ status: z.enum(REPORT_STATUSES), reports: z.number() });
const ByYearAndLevel = z.strictObject({
  year: z.number().nullable(),
  level: z.enum(LEVELS).nullable(),
  reports: z.number(),
  /** Of these, `verified` or `realigned`. */
  proven: z.number(),
});
const SiteHealth = z.strictObject({
  site: z.string(),
  name: z.string(),
  health: z.enum(HEALTHS),
  reason: z.string().nullable(),
  found: z.number(),
  failed: z.number(),
  last_success: z.string().nullable(),
  /** Current reports of the site in the archive. */
  reports: z.number(),
});
const NotReadable = z.strictObject({
  url: z.string(),
  site: z.string(),
  status: z.enum(["rejected", "unreadable"]),
  /** Null where nothing says why. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** A file that the page names was fetched: what that is, its own row says. */
  has_file: z.boolean(),
});

const WithoutTables = z.strictObject({
  url: z.string(),
  site: z.string(),
  current_url: z.string(),
  current_status: z.enum(REPORT_STATUSES),
});

export type Coverage = {
  byStatus: z.infer<typeof ByStatus>[];
  byYearAndLevel: z.infer<typeof ByYearAndLevel>[];
  /** Sites that need a look first. */
  sites: z.infer<typeof SiteHealth>[];
  notReadable: z.infer<typeof NotReadable>[];
  /** What is there now without the statutory tables that an earlier version has: the earlier one stays current until a person has looked. */
  withoutTables: z.infer<typeof WithoutTables>[];
};

/** What the archive holds and lacks: current reports by status, by year and level; how each site is; what could not be read, and why. */
export async function coverage(archive: Archive): Promise<Coverage> {
  const rows = async <T>(schema: z.ZodType<T>, sql: string): Promise<T[]> =>
    objectsOf(await archive.query(sql)).map((row) => schema.parse(row));
  return {
    byStatus: await rows(
      ByStatus,
      "SELECT status, count(*) AS reports FROM reports WHERE is_current GROUP BY status ORDER BY reports DESC, status",
    ),
    byYearAndLevel: await rows(
      ByYearAndLevel,
      `SELECT year, level, count(*) AS reports, count(*) FILTER (status IN ('verified', 'realigned')) AS proven
       FROM reports WHERE is_current GROUP BY year, level ORDER BY year, level`,
    ),
    sites: await rows(
      SiteHealth,
      `SELECT site, name, health, reason, found, failed, last_success,
         (SELECT count(*) FROM reports WHERE is_current AND reports.site = sites.site) AS reports
       FROM sites ORDER BY health = 'ok', site`,
    ),
    notReadable: await rows(
      NotReadable,
      `SELECT url, site, status, code, message AS reason,
         EXISTS (SELECT 1 FROM documents AS file WHERE file.page_url = documents.url AND file.url <> documents.url) AS has_file
       FROM documents LEFT JOIN (
         SELECT document_id, min_by(code, (code, source_at, message)) AS code, min_by(message, (code, source_at, message)) AS message
         FROM problems WHERE report_id IS NULL GROUP BY document_id
       ) USING (document_id)
       WHERE status IN ('rejected', 'unreadable') AND gone_since IS NULL
         AND url NOT IN (SELECT url FROM documents WHERE status IN ('current', 'gone'))
       -- Of several that followed each other at an address, the last.
       QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched DESC, document_id) = 1
       ORDER BY site, url`,
    ),
    withoutTables: await rows(
      WithoutTables,
      `SELECT DISTINCT documents.url, documents.site, held.document_url AS current_url, held.status AS current_status
       FROM reports JOIN documents USING (report_id) JOIN reports AS held USING (report_key)
       WHERE reports.status = 'narrative' AND NOT reports.is_current AND documents.status = 'current'
         AND held.is_current AND held.sha256 NOT IN (SELECT document_id FROM documents WHERE status = 'current')
       ORDER BY ALL`,
    ),
  };
}
