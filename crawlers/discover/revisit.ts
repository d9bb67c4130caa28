import { createHash } from "node:crypto";

const DAY = 24 * 3600 * 1000;
/** A report is corrected, replaced or completed mostly in the weeks after it appears. */
const NEW_FOR_DAYS = 120;
const NEW_EVERY_DAYS = 7;
const OLD_EVERY_DAYS = 90;

/** What is known of a report's address from earlier runs. */
export type Known = { firstSeen: string; linkText: string | null; listedDate: string | null; isGone: boolean };

/**
 * Whether a stored report is asked for again tonight: at once when its listing says something new of it, weekly while it
 * is new, then once in 90 days, spread over the nights so that no night has them all. Dates are ISO 8601.
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
  const shift = createHash("sha256").update(url).digest().readUInt16BE(0) % OLD_EVERY_DAYS;
  const period = (time: number): number => Math.floor((time / DAY + shift) / OLD_EVERY_DAYS);
  return period(now.getTime()) > period(asked);
}
