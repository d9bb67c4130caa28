import { type Division, divisionsNamed, pathOf } from "../divisions/index.ts";

/**
 * A place as its organs were cited in `year`: a district with its city (郑州市上街区), every other place alone (新郑市, 河南省).
 * An autonomous place that the organ writes for short keeps that form (张家川县).
 */
export function citedPlace(place: Division, year: number | null, printed: string | null = null): string {
  const short = printed !== null && divisionsNamed(printed).some((named) => named.code === place.code);
  const name = short ? printed : place.name;
  const parent = place.level === "county" && /(?<![特林])区$/.test(name) ? pathOf(place.code, year).at(-2) : null;
  return parent ? parent.name + name : name;
}
