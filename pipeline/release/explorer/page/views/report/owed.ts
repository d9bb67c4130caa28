import { provinceData } from "../../parts/where.ts";
import { dueBy, Overview, type State, unpackOrgan } from "../../places.ts";
import type { Report } from "../../reports/shard.ts";
import type { Context } from "../../view.ts";

/** Until when a report was due, and whether it came in time. */
export type Owed = { deadline: string; state: State; days: number | null };

/** What the deadlines say of a report; null where it is in none of them: its organ or year is unknown, or another stands for the same. */
export async function owedFor(
  context: Context,
  { organ, division, year, scope }: Pick<Report, "organ" | "division" | "year" | "scope">,
): Promise<Owed | null> {
  const { years, deadlines, provinces } = await context.data("overview.json", Overview);
  const code = division?.slice(0, 2) ?? "00";
  if (organ === null || year === null || !provinces.some((one) => one.code === code)) return null;
  const province = await provinceData(context, code);
  for (const packed of province.organs) {
    const whose = unpackOrgan(packed, province);
    for (const due of whose.due)
      if (due.year === year && due.organ === organ && due.division === (division ?? "") && due.scope === scope) {
        const ofYear = deadlines[year - years[0]];
        return { deadline: ofYear ? dueBy(whose, ofYear) : "", state: due.state, days: due.days };
      }
  }
  return null;
}
