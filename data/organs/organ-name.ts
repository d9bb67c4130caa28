import { anyOf, columnWords, organWords } from "../words/index.ts";
import { type LeadingPlace, leadingPlace } from "./leading-place.ts";

/** The words that name an organ, taken apart: where (place or 区/市/县 alone) and what. An organ of the `centre` is in no division. */
export type OrganWords = {
  /** A national system's name before the place: 国家税务总局. */
  national: string;
  place: LeadingPlace | null;
  /** 区, 市, 自治区 … where the organ says its place only so. */
  relative: string | null;
  /** The words as printed, place and all. */
  printed: string;
  /** What is left after the place, as it is officially called: 教育局, 人民政府办公室, 榴园镇人民政府; "" for a bare place. */
  body: string;
  /** A county or district that stands in `body` because no list knows it: 某某区财政局. */
  unknown: string | null;
  kind: "government" | "township" | "zone" | "department" | "centre";
};

const { township, abbreviations, endings, government } = organWords;
const nationalPrefix = new RegExp(`^(?:${anyOf(organWords.national)})+`);
const centre = new RegExp(`^(?:${anyOf(organWords.centre)})`);
const seated = new RegExp(`^(?:${anyOf(Object.keys(organWords.seats))})`);
const ministry = new RegExp(`^(?:${anyOf(organWords.centre)})$`);
/** An organ's name has no year in it and is no title. */
const noName = /[0-9]{4}|报告|年报/;
const relativePrefix = new RegExp(
  `^(?!${anyOf(organWords.notRelatives)})(${anyOf(Object.keys(organWords.relatives))})(?=\\p{Script=Han}{2})`,
  "u",
);
/** 全市, 我区: the government of the place, its own name left out. */
const wholePlace = new RegExp(`^[全我](${anyOf(Object.keys(organWords.relatives))})$`);
const speaksOfItself = /^[我本]/;
/** Names of columns that hold many organs: 乡镇街道, 市直部门. */
const organClass = new RegExp(`^(?:${anyOf(columnWords.organClasses)})+$`);
const unknownPlace = new RegExp(
  `^(?!.{0,4}(?:${anyOf([...organWords.noDistricts, ...organWords.zones])}))\\p{Script=Han}{1,4}(?:[县旗区]|市(?=人民政府))`,
  "u",
);
const suffix = new RegExp(`(?:${anyOf(organWords.suffixes)})$`);
const zone = new RegExp(`(?:${anyOf(organWords.zones)})`);
const townshipBody = new RegExp(
  `^(\\p{Script=Han}{1,12}?(?:${anyOf(township.types)}))(${anyOf(township.bodies)})?(\\p{Script=Han}{0,8})$`,
  "u",
);
const townshipOffice = /^(?:.{0,6}(?:所|站|中心|办公室|办|大队|中队))?$/;
const ending = new RegExp(`(?:${anyOf(Object.keys(endings))})$`);
const bracketed = /[（(]([^（）()]*)[）)]$/;

/** Whether words end as the names of organs do. */
function endsLikeOrgan(words: string): boolean {
  // 人民政府门户网站 is the name of a site: the page's, not the report's.
  if (words.endsWith("网站")) return false;
  return suffix.test(words.replace(bracketed, "")) || zone.test(words);
}

/** A county, district or city that the words begin with, as far as its ending tells. */
export const unknownPlaceAt = (words: string): string | null => unknownPlace.exec(words)?.[0] ?? null;

/** Takes an organ's name apart; null where the words name none. `fence` is the code of the place whose site it is. */
export function readOrgan(words: string, fence: string | null): OrganWords | null {
  const stripped = withoutAlias(
    words.replace(/^[《“"'【[]+|[》”"'】\]]+$|^[（(](?=[^（）()]*[）)]$)|(?<=^[（(][^（）()]*)[）)]$/g, ""),
  );
  const seat = organWords.seats[seated.exec(stripped)?.[0] ?? ""] ?? "";
  const printed = officially(organWords.names[stripped] ?? seat + stripped);
  if (printed.length < 2 || printed.length > 60 || noName.test(printed)) return null;
  const national = nationalPrefix.exec(printed)?.[0] ?? "";
  const local = printed.slice(national.length);
  const place = leadingPlace(local, fence);
  const rest = local.slice(place?.length ?? 0);
  const whole = place ? null : wholePlace.exec(rest)?.[1];
  if (whole) return { national, place, relative: whole, printed, body: government, unknown: null, kind: "government" };
  const relative = place ? null : (relativePrefix.exec(rest)?.[1] ?? null);
  const bare = rest.slice(relative?.length ?? 0);
  if (
    !place &&
    ((national && bare === "") || ministry.test(bare) || (endsLikeOrgan(bare) && (national || centre.test(bare))))
  )
    return { national, place, relative: null, printed, body: bare, unknown: null, kind: "centre" };
  if (!(place && bare === "") && !(endsLikeOrgan(bare) && !speaksOfItself.test(bare) && !organClass.test(bare)))
    return null;
  return { national, place, relative, printed, unknown: unknownPlaceAt(bare), ...bodyOf(bare) };
}

/** 发展局(临空管委会): an organ's second name in brackets is not part of its first; (文史研究馆), (廊坊) within a name are. 县政府（办公室） is the office. */
function withoutAlias(words: string): string {
  const alias = bracketed.exec(words);
  if (!alias) return words;
  const [, second = ""] = alias;
  const first = words.slice(0, alias.index);
  if (first.endsWith("政府") && /^办公[室厅]$/.test(second)) return first + second;
  return /(?:局|委员会|管委会|办公室|人民政府|中心)$/.test(second) ? first : words;
}

function bodyOf(bare: string): Pick<OrganWords, "body" | "kind"> {
  if (bare === "") return { body: "", kind: "government" };
  const township = townshipOf(bare.startsWith(government) ? bare.slice(government.length) : bare);
  if (township) return { body: township, kind: "township" };
  const body = officially(abbreviations[bare] ?? bare);
  if (body === government || body === organWords.agency) return { body, kind: "government" };
  return { body, kind: zone.test(body) && !/局$|办公室$/.test(body) ? "zone" : "department" };
}

function townshipOf(bare: string): string | null {
  const found = townshipBody.exec(bare);
  if (!found) return null;
  const [, name = "", body, tail = ""] = found;
  if (!body && tail !== "" && !(name.length > 2 && townshipOffice.test(tail))) return null;
  if (body && !townshipOffice.test(tail)) return null;
  if (body || tail) return officially(bare);
  return township.governed.some((type) => name.endsWith(type)) ? name + government : name;
}

function officially(words: string): string {
  return words.replace(ending, (short) => endings[short] ?? short);
}
