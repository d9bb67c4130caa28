import { addressOf, Dom, dateIn, type Link, type Place } from "../discover/index.ts";

const TITLES = [
  ...["title", "realtitle", "articletitle", "doctitle", "name", "infotitle", "subject"],
  ...["attachname", "filename", "attachfilename"],
];
const ADDRESSES = [
  "url",
  "linkurl",
  "infourl",
  "docpuburl",
  "link",
  "href",
  "detailurl",
  "posturl",
  "post_url",
  "pageurl",
  "path",
  "attachurl",
  "filepath",
  "fileurl",
  "downloadurl",
];
const DATES = [
  "publishedtimestr",
  "infodate",
  "date",
  "pubdate",
  "publishdate",
  "publishtime",
  "publish_time",
  "published_time_format",
  "created_at",
  "docreltime",
  "time",
];

/** The data of a JSON (or JSONP) text; undefined where it is none. */
export function parseJson(text: string): unknown {
  const inner = /^\s*[\w.$]+\s*\(([\s\S]*)\)\s*;?\s*$/.exec(text)?.[1] ?? text;
  if (!/^\s*[{[]/.test(inner)) return undefined;
  try {
    return JSON.parse(inner);
  } catch {
    return undefined;
  }
}

/** The records of a JSON text that have a title and an address, wherever they stand in it. Titles may hold markup. */
export function jsonEntries(text: string, on: Place): Link[] {
  const links: Link[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isRecord(value)) return;
    const fields = fieldsOf(value);
    const title = firstText(fields, TITLES);
    const url = addressOf(firstText(fields, ADDRESSES) ?? "", on);
    if (title && url) links.push({ url, text: plain(title), date: dateIn(firstText(fields, DATES) ?? "") });
    else for (const field of Object.values(value)) visit(field);
  };
  visit(parseJson(text));
  return links;
}

/** The title that a JSON text says first, the outermost before those within. */
export function jsonTitle(text: string): string | null {
  const level = (values: unknown[]): string | null => {
    for (const value of values) {
      const title = isRecord(value) ? firstText(fieldsOf(value), TITLES) : null;
      if (title) return plain(title);
    }
    const inner = values.flatMap((value) =>
      Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [],
    );
    return inner.length > 0 ? level(inner) : null;
  };
  return level([parseJson(text)]);
}

/** All texts in a JSON text. */
export function jsonTexts(text: string): string[] {
  const visit = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(visit) : [];
  };
  return visit(parseJson(text));
}

/** The first number under one of the names, at any depth: how many records or pages a reply says there are. */
export function jsonNumber(text: string, names: string[]): number | null {
  const search = (value: unknown): number | null => {
    if (typeof value !== "object" || value === null) return null;
    for (const [name, field] of Object.entries(value))
      if (names.includes(name.toLowerCase()) && /^\d+$/.test(String(field))) return Number(field);
    for (const field of Object.values(value)) {
      const found = search(field);
      if (found !== null) return found;
    }
    return null;
  };
  return search(parseJson(text));
}

const fieldsOf = (record: Record<string, unknown>): Map<string, unknown> =>
  new Map(Object.entries(record).map(([name, field]) => [name.toLowerCase(), field]));

function firstText(fields: Map<string, unknown>, names: string[]): string | null {
  for (const name of names) {
    const value = fields.get(name);
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}

/** Titles may hold markup, and characters as %uXXXX. */
function plain(title: string): string {
  const text = title.replace(/%u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return (text.includes("<") || text.includes("&") ? new Dom(text).text : text).trim();
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
