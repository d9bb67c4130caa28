import * as z from "zod/mini";

// What the page says of the database without opening it: explorer/data/questions.json, tables.json, items.json and database.json.

/** database.json: how large the release made the database file. */
export const DatabaseFile = z.object({ bytes: z.number() });

/** questions.json: the worked queries that this database can answer. */
export const Questions = z.array(z.object({ name: z.string(), en: z.string(), zh: z.string(), sql: z.string() }));

/** tables.json: every table and view with its columns, in both languages. */
export const Tables = z.array(
  z.object({
    name: z.string(),
    en: z.string(),
    zh: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string(), en: z.string(), zh: z.string() })),
  }),
);

/** items.json: the views with numbers, and each of their numbers: its column and what the form calls it. */
export const Items = z.array(
  z.object({ view: z.string(), en: z.string(), zh: z.string(), items: z.array(z.tuple([z.string(), z.string()])) }),
);
export type Items = z.infer<typeof Items>;
