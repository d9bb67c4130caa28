import { figureWords } from "../../../data/words/figures.ts";
import { organWords } from "../../../data/words/index.ts";

/** Who a report is by, and whether it speaks of all organs of its place. */
export type Author = { organ: string | null; scope: "own" | "aggregate" };

/** Tells whether words name the body whose figures the report's tables hold. */
export type IsOwn = (words: string) => boolean;

const FEWEST_CHARACTERS = 3;
const GOVERNMENT = /(?:人民政府|政府|行政公署)$/;
const UPPER_PLACE = /^.*[省市县区州旗盟]/;

/**
 * A government's report counts its whole place: 我区, 全区, the place's name; 区本级, 区政府 are only a part of it. Any other body's counts
 * itself: 我局, 本单位, its name in full or shortened (科工信局 of 科学技术和工业信息化局), also where it acts for its government.
 */
export function ownNames({ organ, scope }: Author): IsOwn {
  if (scope === "aggregate") {
    const place = organ?.replace(GOVERNMENT, "") ?? "";
    const last = place.slice(-1);
    const selves = new Set(organWords.governmentSelves.filter((self) => self.endsWith(last) && last !== ""));
    return (words) => selves.has(words) || (words.length >= 2 && place.endsWith(words));
  }
  const selves = new Set([...organWords.departmentSelves, ...Object.keys(organWords.selves), ...figureWords.selves]);
  const [place, name] = partPlace(organ ?? "");
  const names = [name, name.replace(/(?:人民政府|办事处)$/, "")];
  return (words) => {
    if (selves.has(words)) return true;
    if (!names.some((one) => words.endsWith(one.slice(-1)))) return false;
    const [ofWhere, short] = partPlace(words);
    return names.some((one) => isShort(short, one)) && (place === "" ? ofWhere.length <= 1 : place.endsWith(ofWhere));
  };
}

/** 郑州市上街区教育局 → 郑州市上街区, 教育局. */
function partPlace(name: string): [string, string] {
  const place = UPPER_PLACE.exec(name)?.[0] ?? "";
  return [place, name.slice(place.length)];
}

/** Whether a name is the other one, or shortened from it: its characters in their order, the last one the same and there only once. */
function isShort(short: string, name: string): boolean {
  const last = name.slice(-1);
  if (short.length < FEWEST_CHARACTERS || !short.endsWith(last) || name.indexOf(last) < name.length - 1) return false;
  let at = -1;
  return [...short].every((c) => {
    at = name.indexOf(c, at + 1);
    return at >= 0;
  });
}
