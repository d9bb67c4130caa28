import { z } from "zod";
import { LEVELS } from "../records/index.ts";

const Words = z.array(z.string().min(1));
const Meanings = z.record(z.string(), z.string());

export const TitleWords = z.strictObject({
  subjects: Words,
  fillers: Words,
  reports: Words,
  labels: Words,
  sentences: Words,
  ownScope: Words,
  corrections: Words,
  updates: Words,
  furniture: Words,
  firstHeadings: Words,
});

export const LookAlike = z.strictObject({
  code: z.string(),
  message: z.string(),
  in: z.enum(["anywhere", "tail", "other", "qualifier", "news", "title", "appended"]),
  tailed: z.boolean().default(false),
  words: Words,
  unless: Words.default([]),
  outweighed: z.boolean(),
});

export const NoticeWords = z.strictObject({ pointers: Words, announcements: Words, fileEndings: Words });

export const WallWords = z.strictObject({ blocked: Words, challenges: Words, missing: Words, outOfService: Words });

export const DisclosureWords = z.strictObject({ subject: Words, matters: z.array(Words), papers: Words });

export const OrganWords = z.strictObject({
  relatives: z.record(z.string(), z.array(z.enum(LEVELS))),
  notRelatives: Words,
  national: Words,
  centre: Words,
  abbreviations: Meanings,
  endings: Meanings,
  names: Meanings,
  seats: Meanings,
  government: z.string(),
  agency: z.string(),
  agencyPlaces: Words,
  township: z.strictObject({ types: Words, governed: Words, bodies: Words }),
  noDistricts: Words,
  zones: Words,
  suffixes: Words,
  selves: z.record(z.string(), Words),
  visits: Words,
  publishers: Words,
  governmentSelves: Words,
  departmentSelves: Words,
  contactLeads: Words,
  contactEnds: Words,
  innerOffices: Words,
});

export type LookAlike = z.infer<typeof LookAlike>;
