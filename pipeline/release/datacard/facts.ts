import { z } from "zod";
import { HEALTHS, LEVELS, REPORT_STATUSES } from "../../../data/records/index.ts";
import { hasPassed } from "../deadlines/index.ts";
import type { Release } from "../opened.ts";

const Counts = z.strictObject({
  reports: z.number(),
  versions: z.number(),
  organs: z.number(),
  gone: z.number(),
  without_year: z.number(),
  without_place: z.number(),
  documents: z.number(),
  unreadable: z.number(),
  rejected: z.number(),
  parsers: z.string().nullable(),
});
const ByYear = z.strictObject({
  year: z.number(),
  level: z.enum(LEVELS).nullable(),
  reports: z.number(),
  proven: z.number(),
});
/** Of the governments whose report on a year is due: how many there are, and of how many it is there. */
const Owed = z.strictObject({ year: z.number(), level: z.enum(LEVELS), due: z.number(), there: z.number() });
const ByProvince = z.strictObject({ province: z.string(), due: z.number(), there: z.number() });
const ByState = z.strictObject({ state: z.string(), reports: z.number() });
const ByStatus = z.strictObject({ status: z.enum(REPORT_STATUSES), reports: z.number() });
const ByHealth = z.strictObject({ health: z.enum(HEALTHS), sites: z.number() });
const ByCell = z.strictObject({ status: z.string(), cells: z.number() });
/** A family of checks: how often it could be made, and how often it failed. */
const ByCheck = z.strictObject({ family: z.string(), made: z.number(), failed: z.number() });

export type Facts = {
  counts: z.infer<typeof Counts>;
  byYear: z.infer<typeof ByYear>[];
  owed: z.infer<typeof Owed>[];
  byProvince: z.infer<typeof ByProvince>[];
  byState: z.infer<typeof ByState>[];
  byStatus: z.infer<typeof ByStatus>[];
  byHealth: z.infer<typeof ByHealth>[];
  byCell: z.infer<typeof ByCell>[];
  byCheck: z.infer<typeof ByCheck>[];
};

/** The numbers that a data card tells, asked of the release itself; of versions, only the current ones count. */
export async function facts({ connection, day }: Release): Promise<Facts> {
  const ask = async <T>(schema: z.ZodType<T>, sql: string): Promise<T[]> => {
    const rows = (await connection.runAndReadAll(sql)).getRowObjects();
    return rows.map((row) =>
      schema.parse(
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
        ),
      ),
    );
  };
  const [counts] = await ask(
    Counts,
    `SELECT count(*) FILTER (is_current) AS reports, count(*) AS versions, count(DISTINCT (division, organ)) FILTER (is_current AND organ IS NOT NULL) AS organs,
       count(*) FILTER (is_current AND gone_since IS NOT NULL) AS gone, count(*) FILTER (is_current AND year IS NULL) AS without_year,
       count(*) FILTER (is_current AND division IS NULL) AS without_place,
       (SELECT count(*) FROM (SELECT document_id FROM readings UNION SELECT sha256 FROM reports)) AS documents,
       (SELECT count(DISTINCT document_id) FROM documents WHERE status = 'unreadable') AS unreadable,
       (SELECT count(DISTINCT document_id) FROM documents WHERE status = 'rejected') AS rejected,
       string_agg(DISTINCT parser_version, ', ' ORDER BY parser_version) AS parsers
     FROM reports`,
  );
  if (counts === undefined) throw new RangeError("an aggregate without a row");
  const due = `is_government AND ${hasPassed("deadline", day)}`;
  const current = "report_id IN (SELECT report_id FROM reports WHERE is_current)";
  return {
    counts,
    byYear: await ask(
      ByYear,
      `SELECT year, level, count(*) AS reports, count(*) FILTER (status IN ('verified', 'realigned')) AS proven
       FROM reports WHERE is_current AND year IS NOT NULL GROUP BY ALL ORDER BY ALL`,
    ),
    owed: await ask(
      Owed,
      `SELECT year, level, count(*) AS due, count(report_id) AS there
       FROM deadlines WHERE ${due} AND level IS NOT NULL GROUP BY ALL ORDER BY ALL`,
    ),
    byProvince: await ask(
      ByProvince,
      `SELECT province, count(*) AS due, count(report_id) AS there
       FROM deadlines WHERE ${due} AND province IS NOT NULL GROUP BY province ORDER BY there / due, province`,
    ),
    byState: await ask(
      ByState,
      "SELECT state, count(*) AS reports FROM deadlines GROUP BY state ORDER BY reports DESC, state",
    ),
    byStatus: await ask(
      ByStatus,
      "SELECT status, count(*) AS reports FROM reports WHERE is_current GROUP BY status ORDER BY reports DESC, status",
    ),
    byHealth: await ask(
      ByHealth,
      "SELECT health, count(*) AS sites FROM sites GROUP BY health ORDER BY sites DESC, health",
    ),
    byCell: await ask(
      ByCell,
      `SELECT status, count(*) AS cells FROM cells WHERE ${current} GROUP BY status ORDER BY cells DESC, status`,
    ),
    byCheck: await ask(
      ByCheck,
      `SELECT CASE WHEN id LIKE 'soft.prose.%' THEN 'soft.prose' ELSE split_part(id, ':', 1) END AS family, count(passes) AS made, count(*) FILTER (NOT passes) AS failed
       FROM checks WHERE ${current} GROUP BY family ORDER BY family`,
    ),
  };
}
