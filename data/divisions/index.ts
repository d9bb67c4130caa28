import { readFileSync } from "node:fs";
import type { Level } from "../records/index.ts";
import { keyToldOf } from "./successors.ts";

export { successors } from "./successors.ts";

/**
 * A place of GB/T 2260 under one of its names. `from` and `to` are the first and last year at whose end the name stood (the lists the
 * data is made of are about a year apart, so the year of a change can know an old and a new name, but never two codes for one name of a
 * province), 0 and Infinity where it is older than 2008 or stands today. Streets and townships are not here: their code is their county's.
 */
export type Division = {
  code: string;
  name: string;
  /** What people call it: 郑州, 张家川; "" where one character would be left (忠县). */
  short: string;
  level: Exclude<Level, "township">;
  from: number;
  to: number;
};

type Table = { byCode: Map<string, Division[]>; byName: Map<string, Division[]>; byShort: Map<string, Division[]> };

let table: Table | undefined;

/** Read on first use: most programs that load this module never resolve a place. */
function divisions(): Table {
  if (table) return table;
  table = { byCode: new Map(), byName: new Map(), byShort: new Map() };
  const text = readFileSync(`${import.meta.dirname}/divisions.tsv`, "utf8");
  for (const line of text.trimEnd().split("\n").slice(1)) {
    const [code = "", name = "", short = "", from = "", to = ""] = line.split("\t");
    const division = { code, name, short, level: levelOf(code), from: Number(from), to: to ? Number(to) : Infinity };
    add(table.byCode, code, division);
    add(table.byName, name, division);
    const type = name.endsWith("自治区") ? "自治区" : name.slice(-1);
    const typed = name.includes("自治") ? short + type : "";
    if (typed.length > 2 && typed !== name) add(table.byName, typed, division);
    if (short) add(table.byShort, short, division);
  }
  return table;
}

function add(index: Map<string, Division[]>, key: string, division: Division): void {
  const found = index.get(key);
  if (found) found.push(division);
  else index.set(key, [division]);
}

/** Every place under each of its names, in the order of the list. */
export const everyDivision = (): Division[] => [...divisions().byCode.values()].flat();

/** The level that a code says by its form: 410000 province, 410100 prefecture, 410106 (and 419001) county. */
export function levelOf(code: string): Division["level"] {
  return code.endsWith("0000") ? "province" : code.endsWith("00") ? "prefecture" : "county";
}

/** The place with this code as it was called in `year` (today, where no year is given or none fits); null for a code that never was. */
export function divisionOf(code: string, year: number | null = null): Division | null {
  const names = divisions().byCode.get(code) ?? [];
  return inYear(names, year).at(-1) ?? null;
}

/** Every place that has or had this name since 2008: in full (张家川回族自治县) or as an autonomous place is written for short (张家川县, 广西自治区). */
export function divisionsNamed(name: string): readonly Division[] {
  return divisions().byName.get(name) ?? [];
}

/** Every place that people call so: 郑州, 海南 (a province and a prefecture). */
export function divisionsCalled(short: string): readonly Division[] {
  return divisions().byShort.get(short) ?? [];
}

/** Those of the places whose name stood in `year`; all of them where that would be none, since a publisher may use an old or a new name. */
export function inYear<D extends Division>(places: readonly D[], year: number | null): readonly D[] {
  if (year === null) return places;
  const standing = places.filter((place) => place.from <= year && year <= place.to);
  return standing.length > 0 ? standing : places;
}

/**
 * What the place was in `year`: itself where its name or code stood; the one place of its province and level that people called so, where
 * it was recoded (密云县 before, 密云区 since); null where it is in neither, since whatever it was merged into is another place.
 */
export function asOf(place: Division, year: number | null): Division | null {
  const stands = ({ from, to }: Division): boolean => year === null || (from <= year && year <= to);
  if ((divisions().byCode.get(place.code) ?? []).some(stands)) return place;
  const called = place.short || place.name; // 沙县, 沙县区
  const alike = [...divisionsCalled(called), ...divisionsNamed(called)].filter(
    (other) => stands(other) && other.level === place.level && within(other.code, `${place.code.slice(0, 2)}0000`),
  );
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/**
 * What names a place through all its codes and names: the code under which it stands today (密云县, now 密云区; 开县, now 开州区). Its own where it is no
 * more: 石家庄's 桥东区 went into others, and 张家口's stood beside it all the time; one of ours where another place took its code over (万盛区).
 */
export function placeKey(place: Division): string {
  const told = keyToldOf(place);
  if (told !== null) return told;
  const today = asOf(place, TODAY);
  return today !== null && (today.code === place.code || today.from >= place.to) ? today.code : place.code;
}

let newest: Map<string, Division> | undefined;

/** The place with this key under its name of today, or its last one; null for a key of none. */
export function placeOfKey(key: string): Division | null {
  newest ??= new Map(
    everyDivision()
      .toSorted((a, b) => a.to - b.to || a.from - b.from)
      .map((place) => [placeKey(place), place]),
  );
  return newest.get(key) ?? null;
}

/** A year in which only what stands without an end is left. */
const TODAY = 9999;

/** The code of the place that governs this one; null for a province. A county without prefecture (济源, 北京's districts) is its province's. */
export function parentCode(code: string): string | null {
  if (code.endsWith("0000")) return null;
  const prefecture = `${code.slice(0, 4)}00`;
  return prefecture !== code && divisions().byCode.has(prefecture) ? prefecture : `${code.slice(0, 2)}0000`;
}

/** From the province down to the place itself: 河南省, 郑州市, 上街区. */
export function pathOf(code: string, year: number | null = null): Division[] {
  const place = divisionOf(code, year);
  if (!place) return [];
  const parent = parentCode(code);
  return parent ? [...pathOf(parent, year), place] : [place];
}

/** The name of the province a code lies in; null for a code that never was. */
export function provinceOf(code: string): string | null {
  return divisionOf(`${code.slice(0, 2)}0000`)?.name ?? null;
}

/** The places directly under this one, in the order of their codes, each once under its name in `year`. */
export function childrenOf(code: string, year: number | null = null): Division[] {
  const children: Division[] = [];
  for (const [candidate, names] of divisions().byCode) {
    if (parentCode(candidate) !== code) continue;
    const standing =
      year === null ? names.filter((n) => n.to === Infinity) : names.filter((n) => n.from <= year && year <= n.to);
    const name = standing.at(-1);
    if (name) children.push(name);
  }
  return children;
}

/** Whether `inner` is `outer` or lies within it. */
export function within(inner: string, outer: string): boolean {
  return inner.startsWith(
    outer.endsWith("0000") ? outer.slice(0, 2) : outer.endsWith("00") ? outer.slice(0, 4) : outer,
  );
}
