import { z } from "zod";
import { HEALTHS, type SiteRun } from "../../data/records/index.ts";
import type { Sighting } from "./types.ts";

const optional = z.string().nullable().optional();
/** What a run says of an address, as it is stored. */
export const Sighted: z.ZodType<Sighting> = z.object({
  pageUrl: optional,
  linkText: optional,
  listedDate: optional,
  columnName: optional,
  fileName: optional,
  rendered: z.boolean().optional(),
  content: z
    .object({ method: z.enum(["GET", "POST"]), url: z.string(), body: optional })
    .nullable()
    .optional(),
  twinOf: optional,
  twinsOf: z.array(z.string()).optional(),
  refused: z.array(z.string()).optional(),
  print: optional,
  isNotice: z.boolean().optional(),
});

/** How a run ended, as it is stored. */
export const Finished: z.ZodType<SiteRun> = z.object({
  site: z.string(),
  name: z.string(),
  division: z.string().nullable(),
  platform: z.string().nullable(),
  health: z.enum(HEALTHS),
  reason: z.string().nullable(),
  found: z.number(),
  new: z.number(),
  changed: z.number(),
  gone: z.number(),
  failed: z.number(),
  lastRun: z.string(),
  lastSuccess: z.string().nullable(),
});

/** What a finished run leaves in the WARC: enough to make all tables about runs and addresses again. */
export const Summary = z.object({
  run: z.string(),
  outcome: Finished,
  sightings: z.array(z.object({ url: z.string(), sighting: Sighted })),
  failures: z.array(z.object({ url: z.string(), method: z.string(), code: z.string() })),
});
export type Summary = z.infer<typeof Summary>;
