import { type Organ, type Province, unpackOrgan } from "../../places.ts";

/** An organ that was found, with what it is shown by. */
export type Found = { organ: Organ; place: string; code: string; rank: number };

/** Whose organs are looked at: all, the governments of a level, those of townships, all other organs. */
export const LEVELS = ["province", "prefecture", "county", "township", "organ"] as const;
export type Level = (typeof LEVELS)[number];

/** A text without what makes two spellings of one name: spaces, full-width forms, capitals. */
export const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

export const levelOf = ({ kind, township }: Organ): Level =>
  township ? "township" : kind === "government" ? "organ" : kind;

/**
 * The organs of a province that fit, each with its rank: 0 the name itself, 1 a name that begins so, 2 one that has it in it, 3 a name behind its places'
 * names (河南教育局), 4 all words somewhere in the two. Also by a name that it had in another year.
 */
export function found(province: Province, query: string, level: Level | null): Found[] {
  const whole = plain(query);
  const words = query
    .split(/\s+/u)
    .map(plain)
    .filter((word) => word !== "");
  if (whole === "") return [];
  const paths = pathsOf(province);
  return province.organs.flatMap((packed) => {
    const place = paths[packed.place] ?? "";
    const names = new Set([packed.name, ...Object.values(packed.called ?? {}).map(([name]) => name)]);
    const ranks = [...names].flatMap((name) => rankOf(plain(name), plain(place), whole, words) ?? []);
    if (ranks.length === 0) return [];
    const organ = unpackOrgan(packed, province);
    if (level !== null && levelOf(organ) !== level) return [];
    return [{ organ, place, code: province.places[organ.place]?.[0] ?? "", rank: Math.min(...ranks) }];
  });
}

function rankOf(name: string, place: string, whole: string, words: readonly string[]): number | null {
  if (name === whole) return 0;
  if (name.startsWith(whole)) return 1;
  if (name.includes(whole)) return 2;
  if (`${place}${name}`.includes(whole)) return 3;
  return words.every((word) => name.includes(word) || place.includes(word)) ? 4 : null;
}

/** The names of each place with those above it: 河南省 郑州市 上街区. */
function pathsOf({ name, places }: Province): string[] {
  const byCode = new Map(places.map((place) => [place[0], place]));
  return places.map(([code]) => {
    const names: string[] = [];
    for (let at = byCode.get(code); at !== undefined && names.length < 4; at = byCode.get(at[2])) names.unshift(at[1]);
    return [...new Set([name ?? "", ...names])].filter((one) => one !== "").join(" ");
  });
}

const KIND_ORDER: readonly Level[] = LEVELS;

/** The best first: by rank, governments before others, short names before long ones, then by place. */
export const ranked = (all: readonly Found[]): Found[] =>
  all.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      KIND_ORDER.indexOf(levelOf(a.organ)) - KIND_ORDER.indexOf(levelOf(b.organ)) ||
      a.organ.name.length - b.organ.name.length ||
      (a.code < b.code ? -1 : Number(a.code > b.code)) ||
      (a.organ.name < b.organ.name ? -1 : 1),
  );
