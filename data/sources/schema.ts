import { z } from "zod";

const address = z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" });

/** One government site that publishes annual reports: an entry of the registry. Declaration only; each quirk carries its reason in `note`. */
export const Source = z.strictObject(
  {
    /** Unique and stable: it names the site in the archive for good. */
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and single hyphens (henan-zhengzhou)"),
    /** The organ (行政机关) whose site it is. */
    name: z.string().min(1, "must name the organ whose site it is"),
    /** GB/T 2260 code of the organ's place. */
    division: z
      .string({ error: 'must be a six-digit GB/T 2260 code in quotes ("410106")' })
      .regex(/^\d{6}$/, 'must be a six-digit GB/T 2260 code in quotes ("410106")'),
    /** Where discovery starts. */
    home: address,
    /** Known annual-report columns, tried first; rediscovered from `home` when they are gone. */
    columns: z.array(address).default([]),
    /** Other hosts that belong to it, as globs over the host with or without its port. */
    allow: z
      .array(
        z
          .string()
          .regex(/^[a-zA-Z0-9*?.:_[\]-]+$/, "must be a host or a glob of hosts (*.example.gov.cn), not an address"),
      )
      .default([]),
    /** A hint: the name of a file in crawlers/platforms. Pages are recognised anyway. */
    platform: z.string().min(1).optional(),
    browser: z.enum(["auto", "never", "always"], { error: "must be auto, never or always" }).default("auto"),
    /** Milliseconds between two requests to one host. */
    pace: z.int("must be a whole number of milliseconds").min(0, "must not be negative").default(3000),
    /** Fewer reports than `min` is a broken source, and its last good state stays. */
    expect: z
      .strictObject(
        { min: z.int("must be a whole number").min(0, "must not be negative") },
        {
          error: (issue) =>
            issue.code === "invalid_type" ? "must be { min: 12 }, with a number of its own" : undefined,
        },
      )
      .optional(),
    /** Why anything here is unusual. */
    note: z.string().min(1).optional(),
  },
  { error: (issue) => (issue.code === "invalid_type" ? "must be fields with values, beginning with id" : undefined) },
);
export type Source = z.infer<typeof Source>;

/** Those fields of an entry that are right, where others may not be. */
export const SomeFields = Source.partial();
export type SomeFields = z.infer<typeof SomeFields>;
