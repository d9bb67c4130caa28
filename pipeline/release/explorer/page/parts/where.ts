import { type Overview, Province } from "../places.ts";
import type { Context } from "../view.ts";
import { country, elsewhere, provinces, unlisted } from "./province-words.ts";

/** A province's file, by the first two digits of any code in it. */
export const provinceData = ({ data }: Context, code: string): Promise<Province> =>
  data(`places/${code.slice(0, 2)}.json`, Province);

/** `41`, `4101`, `410100` and `410106` as codes of six digits; null for what is none. */
export const placeCode = (text: string | null): string | null =>
  text !== null && /^(?:\d\d){1,3}$/.test(text) ? text.padEnd(6, "0") : null;

/** A province's name in the page's language. */
export function provinceName(
  { say, language }: Context,
  { code, name }: Pick<Overview["provinces"][number], "code" | "name">,
): string {
  const known = provinces[code] ?? elsewhere[code];
  if (language === "zh" && name !== null) return name;
  return say(known ?? unlisted(code));
}

export const countryName = ({ say }: Context): string => say(country);

/** The places right under this one. */
export const childrenOf = ({ places }: Province, code: string): Province["places"] =>
  places.filter(([, , above]) => above === code);

/** From the province down to the place itself. */
export function pathTo(province: Province, code: string): Province["places"] {
  const place = province.places.find(([one]) => one === code);
  if (place === undefined) return [];
  return place[2] === "" ? [place] : [...pathTo(province, place[2]), place];
}
