import { createHash } from "node:crypto";

const DAY = 24 * 3600 * 1000;
/** A report is corrected, replaced or completed mostly in the weeks after it appears. */
const NEW_FOR_DAYS = 120;
const NEW_EVERY_DAYS = 7;
const OLD_EVERY_DAYS = 90;
/** Pages that lead to columns, and further pages of a listing whose first page says nothing new. */
const WAY_EVERY_DAYS = 7;
/** Columns of a year whose reports have all had their time to appear. */
const FINISHED_EVERY_DAYS = 30;
/** Organs publish by 31 January, governments by 31 March (条例 第四十九、五十条). */
const LAST_MONTH_OF_SEASON = 3;

/** What is known of a report's address from earlier runs. */
export type Known = { firstSeen: string; linkText: string | null; listedDate: string | null; isGone: boolean };

/**
 * Whether a stored report is asked for again tonight: at once when its listing says something new of it, weekly while it
 * is new, then about once in 90 days, spread over the nights so that no night has them all. Dates are ISO 8601.
 */
export function isDue(
  url: string,
  report: { retrieved: string; known: Known | null; linkText: string | null; listedDate: string | null },
  now: Date,
): boolean {
  const { known } = report;
  // What was there no more is asked for every night that it is listed: what is stored says nothing of tonight.
  if (known?.isGone) return true;
  if (known && (known.linkText !== report.linkText || known.listedDate !== report.listedDate)) return true;
  const published = Date.parse(report.listedDate ?? known?.firstSeen ?? report.retrieved);
  const asked = Date.parse(report.retrieved);
  if (now.getTime() - published < NEW_FOR_DAYS * DAY) return now.getTime() - asked >= NEW_EVERY_DAYS * DAY;
  return isAbout(OLD_EVERY_DAYS, url, report.retrieved, now);
}

/**
 * Whether a page that leads to reports without listing any, or goes on with a listing, is asked for again tonight, where
 * nothing else speaks for it: about once a week, twice a week while reports are published.
 */
export function isWayDue(url: string, retrieved: string, now: Date): boolean {
  const inChina = new Date(now.getTime() + 8 * 3600 * 1000);
  const inSeason = inChina.getUTCMonth() < LAST_MONTH_OF_SEASON;
  return isAbout(inSeason ? WAY_EVERY_DAYS / 2 : WAY_EVERY_DAYS, url, retrieved, now);
}

/** Whether a page in a column of annual reports is asked for tonight: every night, but that of a finished year (before last year) monthly. */
export function isColumnDue(url: string, retrieved: string, year: number | null, now: Date): boolean {
  const isFinished = year !== null && year < now.getFullYear() - 1;
  return !isFinished || isAbout(FINISHED_EVERY_DAYS, url, retrieved, now);
}

/** Whether it is about so many days since an address was asked for: a third more or less, so that pages of one night part ways. */
function isAbout(everyDays: number, url: string, retrieved: string, now: Date): boolean {
  return now.getTime() - Date.parse(retrieved) >= everyDays * (2 / 3 + share(url) * (2 / 3)) * DAY;
}

/** A number from 0 to 1 of an address's own. */
const share = (url: string): number => createHash("sha256").update(url).digest().readUInt16BE(0) / 0x10000;
