import { z } from "zod";

/** The version of the JSON of a parsed report; a change of its shape or meaning is a change of version. */
export const SCHEMA_VERSION = "1.0.0";

export const CELL_STATUSES = ["reported", "blank", "dash", "missing", "realigned", "ambiguous", "invalid"] as const;
export const REPORT_STATUSES = [
  "rejected",
  "narrative",
  "inconsistent",
  "incomplete",
  "realigned",
  "verified",
] as const;
export const LEVELS = ["province", "prefecture", "county", "township"] as const;

/** What a report covers: its organ alone, or all organs of a government. */
export const SCOPES = ["own", "aggregate"] as const;

/** One number of a statutory table. Only `reported` and `realigned` cells have a value. */
export const Cell = z.strictObject({
  table: z.string(),
  item: z.string(),
  column: z.string(),
  value: z.number().nullable(),
  /** Exactly as printed, "" where blank. */
  raw: z.string(),
  status: z.enum(CELL_STATUSES),
  /** Where in the source: see `Place` in text.ts; "" for a cell the source has no place for. */
  at: z.string(),
});

/** One identity of the form, or (id beginning with `soft.`) a softer finding. `passes` is null where a number it needs is not known. */
export const Check = z.strictObject({
  id: z.string(),
  passes: z.boolean().nullable(),
  expected: z.number().nullable(),
  actual: z.number().nullable(),
});

export const Section = z.strictObject({ ordinal: z.number().int(), heading: z.string(), text: z.string() });

/** One thing a person should know. `code` is a stable dotted word, `message` a sentence that says what to do or what fits. */
export const Problem = z.strictObject({ code: z.string(), message: z.string(), at: z.string() });

export const Organ = z.strictObject({
  name: z.string().nullable(),
  /** Six-digit GB/T 2260 code, null where unresolved. */
  division: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  level: z.enum(LEVELS).nullable(),
});

export const Source = z.strictObject({
  url: z.string().nullable(),
  file: z.string().nullable(),
  sha256: z.string(),
  mediaType: z.string().nullable(),
  retrieved: z.string().nullable(),
});

/** A parsed report, as `parse` prints it: one line of JSON. `cells` holds every cell of the form, in the form's order. */
export const Report = z.strictObject({
  schemaVersion: z.string(),
  id: z.string(),
  organ: Organ,
  year: z.number().int().nullable(),
  format: z.string().nullable(),
  /** The generation of each statutory table, null where the report has no such table. */
  tables: z.record(z.string(), z.string().nullable()),
  title: z.string().nullable(),
  published: z.string().nullable(),
  status: z.enum(REPORT_STATUSES),
  cells: z.array(Cell),
  checks: z.array(Check),
  sections: z.array(Section),
  problems: z.array(Problem),
  source: Source,
});

export type Cell = z.infer<typeof Cell>;
export type CellStatus = Cell["status"];
export type Check = z.infer<typeof Check>;
export type Section = z.infer<typeof Section>;
export type Problem = z.infer<typeof Problem>;
export type Organ = z.infer<typeof Organ>;
export type Level = (typeof LEVELS)[number];
export type Scope = (typeof SCOPES)[number];
export type Source = z.infer<typeof Source>;
export type Report = z.infer<typeof Report>;
export type ReportStatus = Report["status"];
