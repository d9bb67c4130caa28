import { ordinalNumber } from "../words/index.ts";
import { compact, plain } from "./plain.ts";

const DATE = /(20[0-9]{2})(?:年|[-./])(0?[1-9]|1[0-2])(?:月|[-./])(0?[1-9]|[12][0-9]|3[01])(?:日|(?!\d))/;
/** What a page can say of a date, the day on which the public got it first; a page's last change says least. */
const LABELS = ["(?:发布|公布|公开)(?:日期|时间)", "(?:印发|发文|成文|生成)?(?:日期|时间)", "更新(?:日期|时间)"].map(
  (words) => new RegExp(`(?<!\\p{Script=Han})${words}[：:\\s]*${DATE.source}`, "u"),
);
/** A line that begins with a date and goes on with a time or the page's other marks, or a date in brackets. */
const ALONE = new RegExp(`^[（(]?${DATE.source}(?:[）)]$|$|来源|字[号体]|作者|浏览)`);
const TIME = /[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?/;
const CHINESE_DAY = /(?<=年)([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/;

/** Between what days the date can lie: not before the year that is reported on has all but ended, nor after the document was fetched. */
type Bounds = { year: number | null; retrieved: string | null };

/**
 * The date of publication: what the page says of itself, else a labelled date or one that stands alone at the top or end of the text,
 * else the date on the listing; each only where it can be true (content systems print the epoch where they know no date). Never one from
 * an address. ISO, or null.
 */
export function findPublished(
  lines: readonly string[],
  page: string | null,
  listed: string | null,
  bounds: Bounds,
): string | null {
  return credible(page, bounds) ?? printedDate(lines, bounds) ?? credible(listed, bounds);
}

function printedDate(lines: readonly string[], bounds: Bounds): string | null {
  const top = filled(lines.slice(0, 60)).slice(0, 15).filter(hasYear).map(plain);
  const end = filled(lines.slice(-60)).slice(-8).reverse().filter(hasYear).map(plain);
  for (const label of LABELS)
    for (const line of top) {
      const date = isoDate(label.exec(line), bounds);
      if (date) return date;
    }
  for (const line of [...end, ...top]) {
    const date = isoDate(ALONE.exec(withWesternDay(compact(line.replace(TIME, "")))), bounds);
    if (date) return date;
  }
  return null;
}

/** Most lines have none, and need not be made plain. */
const hasYear = (line: string): boolean => /[2２二]/.test(line);

/** Lines with words on them; a date needs no more than the beginning of one. */
function filled(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(0, 200)).filter((line) => line.trim());
}

/** 2023年一月十八日, the year being plain already. */
function withWesternDay(words: string): string {
  return words.replace(CHINESE_DAY, (_, month, day) => `${ordinalNumber(month)}月${ordinalNumber(day)}日`);
}

function isoDate(found: RegExpExecArray | null, bounds: Bounds): string | null {
  if (!found) return null;
  const [year = "", month = "", day = ""] = found.slice(1);
  return credible(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, bounds);
}

function credible(date: string | null, { year, retrieved }: Bounds): string | null {
  const day = date?.slice(0, 10) ?? "";
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return real && day >= `${year ?? 2008}-12-01` && !(retrieved && day > latest(retrieved)) ? day : null;
}

/** China is ahead of Greenwich, in which the day of fetching is written. */
function latest(retrieved: string): string {
  const time = Date.parse(retrieved);
  return Number.isNaN(time) ? "9999" : new Date(time + 14 * 3_600_000).toISOString().slice(0, 10);
}
