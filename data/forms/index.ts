import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { Form as FormFile, type FormTable } from "./schema.ts";

export type { FormBlock, FormColumn, FormIdentity, FormRow, FormTable } from "./schema.ts";

/** A form, and its name: that of its file. Several forms may be of one generation, a provincial variant beside the national form. */
export type Form = FormFile & { name: string };

/** Every generation of the statutory form in this folder, newest first. A file that does not fit the schema stops the program. */
export const forms: readonly Form[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".yaml"))
  .map((file): Form => {
    const form = FormFile.parse(parse(readFileSync(`${import.meta.dirname}/${file}`, "utf8")));
    return { name: file.slice(0, -".yaml".length), ...form };
  })
  .sort((a, b) => b.format.localeCompare(a.format, "en") || a.name.localeCompare(b.name, "en"));

/** The addresses of a table's cells, in the form's order. */
export function cellsOf(table: FormTable): { item: string; column: string }[] {
  return table.blocks.flatMap((block) =>
    block.rows.flatMap((row) => block.columns.map((column) => ({ item: row.item, column: column.column }))),
  );
}

/** Whether identities count every cell of the table: then a number read wrongly breaks one of them. */
export const isProven = ({ blocks, identities }: FormTable): boolean =>
  blocks.every(({ rows }) =>
    rows.every(({ item }) => identities.some((i) => i.each === "item" || [...i.sum, ...i.equals].includes(item))),
  );
