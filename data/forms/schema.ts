import { z } from "zod";

/**
 * The shape of a form file: one generation of the statutory form, declared as data.
 * A new generation or a provincial variant is a new YAML file beside this one; nothing else changes.
 */
const Label = {
  /** The row's own number as the form prints it (一, （三）, 1): a hint only, publishers renumber and lose it. */
  ordinal: z.string().optional(),
  /** The words of the form, without the ordinal. */
  label: z.string(),
  /** Other wordings seen in real reports for the same thing. */
  variants: z.array(z.string()).default([]),
  /** Wordings that mean it only inside the table, too common elsewhere to tell where a table stands (数量, 当面). */
  within: z.array(z.string()).default([]),
};

export const FormColumn = z.strictObject({
  column: z.string(),
  label: Label.label,
  /** The header words that stand above it, outermost first, merged over the columns that share them. */
  over: z.array(z.string()).default([]),
  variants: Label.variants,
  within: Label.within,
  /** `count`: a whole number ≥ 0. `change`: a signed whole number. `amount`: an exact decimal in 万元. */
  kind: z.enum(["count", "change", "amount"]).default("count"),
  /** The unit that the form itself prints; absent where the form is silent and only the cell or header can say. */
  unit: z.enum(["元", "万元"]).optional(),
});

export const FormRow = z.strictObject({ item: z.string(), groups: z.array(z.string()).default([]), ...Label });

export const FormBlock = z.strictObject({
  clause: z.string().optional(),
  columns: z.array(FormColumn),
  rows: z.array(FormRow),
});

/** Σ `sum` = Σ `equals`, made once for each column (over items) or once for each item (over columns). */
export const FormIdentity = z.strictObject({
  id: z.string(),
  each: z.enum(["column", "item"]),
  sum: z.array(z.string()),
  equals: z.array(z.string()),
});

export const FormTable = z.strictObject({
  id: z.string(),
  heading: z.string(),
  /** What stands in the corner above the row labels. */
  corner: z.string().optional(),
  /** How the form lays it out: items as rows with columns as header, or items as header groups above the columns. */
  orientation: z.enum(["items-down", "items-across"]),
  /** Header words that span several columns and hold no number themselves. */
  columnGroups: z.array(z.string()).default([]),
  /** What publishers call sums of their own between the form's columns or rows: read past, never into a cell. */
  subtotals: z.array(z.string()).default([]),
  /** What the form's own column of units says between a row's name and its number: a unit of the row, never a cell. */
  units: z.array(z.string()).default([]),
  /** Row (or header) groups that hold no number themselves, by the name the rows refer to. */
  groups: z.record(z.string(), z.strictObject(Label)).default({}),
  blocks: z.array(FormBlock),
  identities: z.array(FormIdentity),
});

export const Form = z.strictObject({ format: z.string(), source: z.string(), tables: z.array(FormTable) });

export type FormColumn = z.infer<typeof FormColumn>;
export type FormRow = z.infer<typeof FormRow>;
export type FormBlock = z.infer<typeof FormBlock>;
export type FormIdentity = z.infer<typeof FormIdentity>;
export type FormTable = z.infer<typeof FormTable>;
export type Form = z.infer<typeof Form>;
