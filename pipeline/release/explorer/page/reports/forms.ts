import * as z from "zod/mini";

// forms.json: the statutory forms as a report's page lays them out, from data/forms without what only a parser needs.

const label = { ordinal: z.optional(z.string()), label: z.string() };

export const FormColumn = z.object({
  column: z.string(),
  label: z.string(),
  over: z.array(z.string()),
  unit: z.optional(z.string()),
});
export const FormRow = z.object({ item: z.string(), groups: z.array(z.string()), ...label });
export const FormBlock = z.object({
  clause: z.optional(z.string()),
  columns: z.array(FormColumn),
  rows: z.array(FormRow),
});
export const FormIdentity = z.object({
  id: z.string(),
  each: z.enum(["column", "item"]),
  sum: z.array(z.string()),
  equals: z.array(z.string()),
});
export const FormTable = z.object({
  id: z.string(),
  heading: z.string(),
  corner: z.optional(z.string()),
  orientation: z.enum(["items-down", "items-across"]),
  groups: z.record(z.string(), z.object(label)),
  blocks: z.array(FormBlock),
  identities: z.array(FormIdentity),
});
export const Form = z.object({ name: z.string(), source: z.string(), tables: z.array(FormTable) });
export const Forms = z.array(Form);

export type FormColumn = z.infer<typeof FormColumn>;
export type FormRow = z.infer<typeof FormRow>;
export type FormBlock = z.infer<typeof FormBlock>;
export type FormIdentity = z.infer<typeof FormIdentity>;
export type FormTable = z.infer<typeof FormTable>;
export type Forms = z.infer<typeof Forms>;
export type Form = z.infer<typeof Form>;
