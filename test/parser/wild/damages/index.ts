import type { Damage } from "../draft.ts";
import { aroundDamages } from "./around.ts";
import { cellDamages } from "./cells.ts";
import { columnDamages } from "./columns.ts";
import { headerDamages } from "./headers.ts";
import { labelDamages } from "./labels.ts";
import { pageDamages } from "./pages.ts";
import { rowDamages } from "./rows.ts";
import { secondReportDamages } from "./second.ts";

/** Every damage of wild.md that strikes a report before it is laid out. */
export const damages: readonly Damage[] = [
  ...cellDamages,
  ...rowDamages,
  ...columnDamages,
  ...labelDamages,
  ...headerDamages,
  ...pageDamages,
  ...aroundDamages,
  ...secondReportDamages,
];
