import { deadlines, deadlinesOf, FIRST_YEAR } from "../../../data/deadlines/index.ts";
import {
  type Division,
  divisionOf,
  everyDivision,
  parentCode,
  placeKey,
  provinceOf,
  successors,
} from "../../../data/divisions/index.ts";
import { literal } from "../../archive/index.ts";

/** What data/divisions and data/deadlines know, as tables: every place that has a government under each of its names, and its codes. */
export const placeNames = (): Record<string, string> => ({
  place_names: `FROM (VALUES ${placeRows()})
    AS listed(code, place, name, short, parent, government, province, level, stood_from, stood_to)`,
  places: `
    SELECT DISTINCT place_names.code, place_names.place, former.short AS former, latter.short AS latter, former.stood_to AS until,
      place_names.place = former.place AS is_former
    FROM place_names
      LEFT JOIN (VALUES ${successors.takenOver.map(({ code, from, by }) => row([code, from, by])).join(", ")}) AS taken(code, first, second) USING (code)
      LEFT JOIN place_names AS former ON former.code = taken.code AND former.name = taken.first
      LEFT JOIN place_names AS latter ON latter.code = taken.code AND latter.name = taken.second`,
});

/**
 * Whether a row of `places` is the place with this code, as SQL: of two that had it one after the other, the one that is named, else the one that
 * had it that year.
 */
export const isPlace = (code: string, words: string, year: string): string => `(${code} = places.code
  AND (is_former IS NULL OR is_former = (contains(${words}, former) OR ${year} <= until AND NOT contains(${words}, latter))))`;

function placeRows(): string {
  const without = new Set(deadlines.withoutGovernment.map(({ code }) => code));
  return everyDivision()
    .filter(({ code }) => !without.has(code))
    .map((place) => {
      const { code, name, short, from, to, level } = place;
      const parent = divisionOf(parentCode(code) ?? "", from || FIRST_YEAR)?.name ?? "";
      return row([
        ...[code, placeKey(place), name, short, parent, governmentOf(place, parent), provinceOf(code) ?? "", level],
        ...[from, Number.isFinite(to) ? to : 9999],
      ]);
    })
    .join(", ");
}

/** As such governments call themselves: 郑州市上街区人民政府, 新郑市人民政府, 喀什地区行政公署, 冷湖行政委员会. */
function governmentOf({ name }: Division, parent: string): string {
  if (/(?:地区|盟)$/.test(name)) return `${name}行政公署`;
  if (name.endsWith("委员会")) return name;
  const isDistrict = name.endsWith("区") && !name.endsWith("自治区") && !name.endsWith("林区");
  return `${isDistrict ? parent : ""}${name}人民政府`;
}

/** Year by year until when reports are due. */
export const rules = (last: number): Record<string, string> => ({
  rules: `FROM (VALUES ${Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => ruleRow(FIRST_YEAR + i)).join(", ")})
    AS ruled(year, own, aggregate)`,
});

function ruleRow(year: number): string {
  const { own, aggregate } = deadlinesOf(year);
  return row([year, own, aggregate]);
}

const row = (values: (string | number)[]): string =>
  `(${values.map((value) => (typeof value === "number" ? value : literal(value))).join(", ")})`;
