import type { FormTable } from "../../../data/forms/index.ts";
import { trimmed } from "./fit.ts";
import { isFilled, type Run } from "./runs.ts";

/**
 * In a table whose columns are printed as rows: the row of the one column that is not named, below that of the column before it. Nothing but sums
 * can confirm it, and its cells are not those of a name.
 */
export function namelessColumn(named: readonly Run[], table: FormTable, width: number): Run | null {
  const [block] = table.blocks;
  const columns = block?.columns.map((c) => c.column) ?? [];
  const lost = columns.filter((id) => !named.some((run) => run.name.id === id));
  const [id] = lost;
  if (id === undefined || lost.length > 1 || named.length !== columns.length - 1) return null;
  const before = named.find((run) => run.name.id === columns[columns.indexOf(id) - 1]);
  const [line, ...others] = before?.below ?? [];
  const own = trimmed(line?.spots ?? []);
  if (before === undefined || others.length > 0 || own.length !== width || !own.every(isFilled)) return null;
  const at = own[0] ?? before.name;
  return { name: { ...before.name, id, line: at.line, end: at.line }, before: [], own, below: [], width: 0 };
}
