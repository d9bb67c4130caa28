import * as z from "zod/mini";

// A shard holds the reports of some bodies, all their years and versions. What repeats in it, the addresses of the cells, stands there once.

export const CELL_STATUSES = ["reported", "blank", "dash", "missing", "realigned", "ambiguous", "invalid"] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

const text = z.nullable(z.string());

const Check = z.object({
  id: z.string(),
  passes: z.nullable(z.boolean()),
  expected: z.nullable(z.number()),
  actual: z.nullable(z.number()),
});
const Section = z.object({ ordinal: z.number(), heading: z.string(), text: z.string() });
const Problem = z.object({ code: z.string(), message: z.string(), source_at: z.string() });

/** A document that the report was read in, under one of its addresses, and where the archive keeps the original. */
const Document = z.object({
  document_id: z.string(),
  url: z.string(),
  page_url: z.string(),
  media_type: text,
  twin_of: text,
  fetched: z.string(),
  status: z.string(),
  gone_since: text,
  warc_file: z.string(),
  warc_offset: z.number(),
});

const facts = {
  report_id: z.string(),
  report_key: z.string(),
  site: z.string(),
  organ: text,
  division: text,
  province: text,
  level: text,
  scope: z.string(),
  year: z.nullable(z.number()),
  format: text,
  proactive_format: text,
  applications_format: text,
  disputes_format: text,
  statistics_2014_form: text,
  status: z.string(),
  title: text,
  published: text,
  url: z.string(),
  document_url: z.string(),
  sha256: z.string(),
  retrieved: z.string(),
  is_current: z.boolean(),
  gone_since: text,
  parser_version: z.string(),
};

const parts = {
  checks: z.array(Check),
  sections: z.array(Section),
  problems: z.array(Problem),
  documents: z.array(Document),
};

export const Facts = z.object(facts);
export const Parts = z.object(parts);
export type Facts = z.infer<typeof Facts>;

const PackedReport = z.object({
  ...facts,
  ...parts,
  /** Which of the shard's layouts its cells have. */
  layout: z.number(),
  values: z.array(z.nullable(z.number())),
  /** A digit for each cell: its status. */
  statuses: z.string(),
  /** What is printed in a cell, by the cell's place, where that is not just the value's own digits. */
  raws: z.record(z.string(), z.string()),
  places: z.array(z.string()),
});

export const Shard = z.object({
  /** Addresses of cells, `table/item/column`, in a report's order. */
  layouts: z.array(z.array(z.string())),
  reports: z.array(PackedReport),
});
export type Shard = z.infer<typeof Shard>;

export type Check = z.infer<typeof Check>;
export type Section = z.infer<typeof Section>;
export type Problem = z.infer<typeof Problem>;
export type Document = z.infer<typeof Document>;
export type Cell = {
  table: string;
  item: string;
  column: string;
  value: number | null;
  raw: string;
  status: CellStatus;
  at: string;
};
/** A version of a report with all that the release holds of it. */
export type Report = Facts & z.infer<typeof Parts> & { cells: Cell[] };

/** What a cell of this value would print, where it says no more. */
const plain = (value: number | null): string => (value === null ? "" : String(value));

/** The reports of a shard that are wanted; the others stay packed. */
export function unpacked({ layouts, reports }: Shard, isWanted: (facts: Facts) => boolean): Report[] {
  return reports.filter(isWanted).map(({ layout, values, statuses, raws, places, ...report }) => ({
    ...report,
    cells: (layouts[layout] ?? []).map((address, i) => {
      const [table = "", item = "", column = ""] = address.split("/");
      const value = values[i] ?? null;
      const status = CELL_STATUSES[Number(statuses.charAt(i))] ?? "missing";
      return { table, item, column, value, raw: raws[i] ?? plain(value), status, at: places[i] ?? "" };
    }),
  }));
}
