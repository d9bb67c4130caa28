import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { Form, type FormTable } from "./schema.ts";

export type { Form, FormBlock, FormColumn, FormIdentity, FormRow, FormTable } from "./schema.ts";

/** Every generation of the statutory form in this folder, newest first. A file that does not fit the schema stops the program. */
export const forms: readonly Form[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => Form.parse(parse(readFileSync(`${import.meta.dirname}/${name}`, "utf8"))))
  .sort((a, b) => b.format.localeCompare(a.format));

/** The addresses of a table's cells, in the form's order. */
export function cellsOf(table: FormTable): { item: string; column: string }[] {
  return table.blocks.flatMap((block) =>
    block.rows.flatMap((row) => block.columns.map((column) => ({ item: row.item, column: column.column }))),
  );
}
