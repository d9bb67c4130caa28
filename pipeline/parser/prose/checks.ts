import type { Check } from "../../../data/records/index.ts";
import { figureWords } from "../../../data/words/figures.ts";
import type { Grid } from "../grid.ts";
import type { Figures } from "./figures.ts";

/**
 * Where the prose plainly says a figure that the tables hold too, whether it is the same: `expected` is what the tables say, `actual`
 * what the prose says, `passes` null where the tables' number is not known.
 *
 * A check that fails is a question, not a fault: prose often counts something narrower or wider than the table (the government's own
 * office against its whole district), and neither corrects the other. So it raises no problem, decides no status and fills no cell. The
 * sentence is found by its number, in the text of the sections.
 */
export function proseChecks(figures: Figures, grids: readonly Grid[]): Check[] {
  return [...figures].flatMap(([name, actual]) => {
    const expected = tableValue(figureWords.figures[name] ?? [], grids);
    if (expected === undefined) return [];
    return [{ id: `soft.prose.${name}`, passes: expected === null ? null : expected === actual, expected, actual }];
  });
}

/** The sum of the cells of the first list that the report's form has; undefined where it has none of them. */
function tableValue(ways: readonly (readonly string[])[], grids: readonly Grid[]): number | null | undefined {
  for (const cells of ways) {
    const values = cells.map((path) => cellValue(path, grids));
    if (values.includes(undefined)) continue;
    return values.reduce<number | null>(
      (sum, v) => (sum === null || v === null || v === undefined ? null : sum + v),
      0,
    );
  }
  return undefined;
}

/** `path` as in data/words/figures.yaml: table/item/column, or form:table/item/column. */
function cellValue(path: string, grids: readonly Grid[]): number | null | undefined {
  const [form, address = path] = path.includes(":") ? path.split(":") : [];
  const [table = "", ...cell] = address.split("/");
  const grid = grids.find((one) => one.table.id === table && (form === undefined || one.form === form));
  return grid?.cells[grid.index.get(cell.join("/")) ?? -1]?.value;
}
