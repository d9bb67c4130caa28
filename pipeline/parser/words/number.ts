import type { CellStatus } from "../../../data/records/index.ts";
import { type Decimal, decimal, decimalText, isZero, shifted } from "./decimal.ts";
import { fold } from "./normalize.ts";

/** What stands in one place of a table. `why` explains ambiguous and invalid to a person. */
export type Reading = { status: CellStatus; value: number | null; why?: string };

/** How the column counts: whole numbers, signed whole numbers, or money in 万元. */
export type NumberKind = "count" | "change" | "amount";

/** The power of ten that brings an amount in this unit to 万元. */
const UNITS: Readonly<Record<string, number>> = {
  元: -4,
  百元: -2,
  千元: -1,
  万元: 0,
  万: 0,
  百万元: 2,
  千万元: 3,
  亿元: 4,
};
/** 分 is the smallest sum of money, and is 10⁻⁶ 万元. */
const FINEST = 6;
/** What the archive keeps before the point; a double would keep 15 digits in all exactly, and change the rest silently. */
const MOST_DIGITS = 12;
const MOST_EXACT_DIGITS = 15;

const PLAIN = /^(?:0|[1-9]\d{0,8})$/;
/** Word's name for a bookmark; a narrow cell breaks it anywhere. */
const BOOKMARK = `\\[${[..."bookmark:"].join("\\s*")}[^\\]]*\\]`;
const LEAVINGS = new RegExp(`${BOOKMARK}|</?o:p>|&nbsp;|[\\u200B-\\u200D\\u2060\\uFEFF]`, "gi");
const DASH = /^(?:[/\\—―–‐‑−_~-]+|无|没有|不适用|不涉及|N\/A)$/i;
/** Words in parentheses, or the mark of a footnote. */
export const NOTE = "(\\([^()]*\\)|〔[^〔〕]*〕|\\[\\d{1,2}\\]|[①-⑳])?";
const WHOLE = "(0|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d*)";
export const MEASURES = "件|条|个|项|次|宗|份|人次|人|例|起|家|篇";
const MEASURE = `(?:${MEASURES})?`;
/** Longest first; what publishers set with blanks between (万 元) is the same unit. */
const UNIT = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .map((unit) => [...unit].join("\\s*"))
  .join("|");
const COUNT = new RegExp(`^${WHOLE}\\s*${MEASURE}\\s*${NOTE}$`);
const CHANGE = new RegExp(`^([+-]|−|增加|减少|增|减)?\\s*${WHOLE}\\s*${MEASURE}\\s*${NOTE}$`);
const AMOUNT = new RegExp(`^[¥￥]?\\s*(0|[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d*)(\\.\\d+)?\\s*(${UNIT})?\\s*${NOTE}$`);

const PIECES = new RegExp(
  `(?:${BOOKMARK}|[^\\s|])+(?:(?<=[\\d\uFF10-\uFF19])[^\\S\\n]+(?:${UNIT}|${MEASURES})(?=[\\s|\\d\uFF10-\uFF19]|$))?`,
  "g",
);

/** What stands in a text apart by spaces or bars; the unit behind a number belongs to it. */
export const pieces = (text: string): string[] => text.match(PIECES) ?? [];

/** The text of a cell as printed, without what Word and HTML leave in it. */
export const withoutLeavings = (raw: string): string => raw.replace(LEAVINGS, "").trim();

/** The text of a cell without what Word and HTML leave in it, folded for reading. `raw` stays as it was printed. */
export function cleaned(raw: string): string {
  return fold(withoutLeavings(raw)).trim();
}

export const isDash = (clean: string): boolean => DASH.test(clean);

const NUMBER_WITH_SUFFIX =
  /^(?:[+\-−¥￥增减加少]{1,2}\s*)?\d[\d,.]*\s*(?:[^\d\s()〔〕]\s?){0,4}\s*(?:\((?:[^()]|\([^()]*\))*\)|〔[^〔〕]*〕|\[\d{1,2}\]|[①-⑳])?$/;
const ORDINAL = /^\d{1,2}\s*[、.](?!\d)/;

/** Whether it may be the content of a number's place: a number with a unit or a note behind it, or a dash. What it is, `readNumber` says. */
export const isValueLike = (clean: string): boolean =>
  (NUMBER_WITH_SUFFIX.test(clean) && !ORDINAL.test(clean)) || DASH.test(clean);

/**
 * Reads one place. `unit` is what the column's header says (元, 万元 …), null where it says nothing; a unit in the cell outranks it.
 * What the grammar does not know is `invalid`: nothing is guessed.
 */
export function readNumber(raw: string, kind: NumberKind, unit: string | null): Reading {
  if (PLAIN.test(raw) && (kind !== "amount" || unit === "万元")) return { status: "reported", value: Number(raw) };
  const clean = cleaned(raw);
  if (clean === "") return { status: "blank", value: null };
  if (DASH.test(clean)) return { status: "dash", value: null };
  if (kind === "amount") return readAmount(clean, unit);
  const match = (kind === "change" ? CHANGE : COUNT).exec(clean);
  if (match === null) return invalid(clean, `is no ${kind === "change" ? "signed " : ""}whole number`);
  const digits = ((kind === "change" ? match[2] : match[1]) ?? "").replaceAll(",", "");
  if (digits.length > MOST_DIGITS) return invalid(clean, TOO_LONG);
  const value = Number(digits);
  const negative = kind === "change" && /^(?:-|−|减)/.test(match[1] ?? "");
  return { status: "reported", value: negative && value !== 0 ? -value : value };
}

function readAmount(clean: string, headerUnit: string | null): Reading {
  const match = AMOUNT.exec(clean);
  if (match === null) return invalid(clean, "is no amount of money");
  const printed = decimal((match[1] ?? "").replaceAll(",", "") + (match[2] ?? ""));
  const noted = unitIn(match[4] ?? "");
  // 120000（折合12万元）: the note's unit is not this number's.
  if (noted !== null && noted !== headerUnit && /\d/.test(match[4] ?? ""))
    return invalid(clean, "says another amount beside its own");
  const unit = match[3]?.replace(/\s+/g, "") ?? noted ?? headerUnit;
  if (unit === null) {
    if (isZero(printed)) return { status: "reported", value: 0 };
    const fits = ["元", "万元"].map((u) => `${inTenThousands(printed, u)} 万元 if it is in ${u}`).join(", ");
    return { status: "ambiguous", value: null, why: `no unit is said for “${clean.slice(0, 40)}”: ${fits}` };
  }
  const text = inTenThousands(printed, unit);
  const fraction = text.split(".")[1] ?? "";
  if (fraction.length > FINEST) return invalid(clean, `in ${unit} is finer than 分`);
  const whole = (text.split(".")[0] ?? "").replace(/^0+/, "");
  if (whole.length > MOST_DIGITS || whole.length + fraction.length > MOST_EXACT_DIGITS) return invalid(clean, TOO_LONG);
  return { status: "reported", value: Number(text) };
}

const TOO_LONG = "has more digits than can be kept exactly";
const invalid = (clean: string, what: string): Reading => ({
  status: "invalid",
  value: null,
  why: `“${clean.slice(0, 40)}” ${what}`,
});

const inTenThousands = (printed: Decimal, unit: string): string => decimalText(shifted(printed, UNITS[unit] ?? 0));

/** A unit is a word of its own: 元 in 发布单位：元氏县人民政府 is none. */
const SAID_UNIT =
  /(?:^|[^\u4e00-\u9fff]|单位|额|费|币|[以按为])(千万元|百万元|亿元|万元|千元|百元|元)(?=$|[^\u4e00-\u9fff]|为单位|计)/;

/** The unit a header or a line of the table says: （单位：万元，保留4位小数） → 万元; null where it says none. */
export function unitIn(label: string): string | null {
  if (!label.includes("元")) return null;
  return SAID_UNIT.exec(fold(label).replace(/\s+/g, ""))?.[1] ?? null;
}
