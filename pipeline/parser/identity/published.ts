import { plain } from "./title.ts";

const DATE = /(20[0-9]{2})(?:年|[-./])(0?[1-9]|1[0-2])(?:月|[-./])(0?[1-9]|[12][0-9]|3[01])(?:日|(?!\d))/;
const LABELLED = new RegExp(`(?:发布|公布|发文|成文|生成|印发|更新|公开)(?:日期|时间)[：:]?\\s*${DATE.source}`);
const ALONE = new RegExp(`^[（(]?\\s*${DATE.source}[）)]?$`);
/** Content systems print the epoch where they know no date; the Regulations took effect in 2008. */
const EARLIEST = "2007-01-01";

/**
 * The date of publication: what the page says of itself, else a labelled date or one that stands alone at the top or end of the text,
 * else the date on the listing. Never one from an address. ISO, or null.
 */
export function findPublished(lines: readonly string[], page: string | null, listed: string | null): string | null {
  return credible(page) ?? printedDate(lines) ?? credible(listed);
}

function printedDate(lines: readonly string[]): string | null {
  const top = filled(lines.slice(0, 60)).slice(0, 15);
  const end = filled(lines.slice(-60)).slice(-8).reverse();
  for (const line of top) {
    const date = isoDate(LABELLED.exec(plain(line)));
    if (date) return date;
  }
  for (const line of [...end, ...top]) {
    const date = isoDate(ALONE.exec(plain(line).replace(/\s+/g, "")));
    if (date) return date;
  }
  return null;
}

/** Lines with words on them; a date needs no more than the beginning of one. */
function filled(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(0, 200)).filter((line) => line.trim());
}

function isoDate(found: RegExpExecArray | null): string | null {
  if (!found) return null;
  const [year = "", month = "", day = ""] = found.slice(1);
  return credible(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function credible(date: string | null): string | null {
  const day = date?.slice(0, 10) ?? "";
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return real && day >= EARLIEST ? day : null;
}
