import { addressOf, dateIn, type Link, type Place } from "../discover/index.ts";

/** What TRS's search WAS5 answers with: records <REC> of fields in CDATA, and how many there are. */
export const isWas5 = (text: string): boolean => /<RECORDCOUNT>|<REC>/i.test(text);

/** The listed links of a reply. */
export function was5Entries(text: string, on: Place): Link[] {
  return [...text.matchAll(/<REC>([\s\S]*?)<\/REC>/gi)].flatMap(([, record = ""]) => {
    // What was searched for is marked in the titles.
    const title = field(record, "(?:DOC)?TITLE").replace(/<[^>]*>/g, "");
    const url = addressOf(field(record, "(?:DOCPUB)?URL"), on);
    return url && title ? [{ url, text: title, date: dateIn(field(record, "DOCRELTIME")) }] : [];
  });
}

/** How many records a reply says there are. */
export function was5Total(text: string): number | null {
  const count = field(text, "RECORDCOUNT");
  return /^\d+$/.test(count) ? Number(count) : null;
}

const field = (text: string, name: string): string =>
  (new RegExp(`<(${name})>\\s*(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))\\s*</\\1>`, "i").exec(text)?.slice(2) ?? [])
    .join("")
    .trim();
