/** One address under which the crawler fetched something that may hold a report: what the raw store hands to the pipeline. */
export type FetchedDocument = {
  /** SHA-256 (hex) of the body, as decoded from transfer and content encoding. */
  sha256: string;
  /** The address the bytes came from: a page, an attachment, an endpoint (with what was posted there after #). */
  url: string;
  /** The page where a person finds it: the notice for an attachment, else `url` itself. */
  pageUrl: string;
  /** The id of the source (data/sources) it was found under. */
  site: string;
  /** As declared by the server; the extractors decide for themselves. */
  mediaType: string | null;
  /** File name the server or the link gives, for its extension. */
  fileName: string | null;
  httpStatus: number;
  /** ISO 8601, UTC. */
  retrieved: string;
  warcFile: string;
  warcOffset: number;
  /** The words of the link that led here, whole where the page gives them whole (title attribute). */
  linkText: string | null;
  /** ISO date printed beside the link on the listing. */
  listedDate: string | null;
  /** Name of the column or listing page it was found on (ColumnName, breadcrumb). */
  columnName: string | null;
  /** The address it was fetched from, where this is another address of the same document; null where it is this one. */
  twinOf: string | null;
  /** `superseded`: the same address later gave other bytes. `gone`: no complete crawl finds it any more. */
  state: "current" | "superseded" | "gone";
  /** ISO 8601: the first complete crawl that no longer found it, or when its address first gave other bytes; null while it is there. */
  goneSince: string | null;
};

export const HEALTHS = ["ok", "broken", "blocked", "disallowed", "unreachable"] as const;
export type Health = (typeof HEALTHS)[number];

/** How a source's last crawl went: a row of the archive's `sites`. Counts are of documents. */
export type SiteRun = {
  site: string;
  name: string;
  division: string | null;
  platform: string | null;
  health: Health;
  /** One sentence where health is not ok, or where something was left unread. */
  reason: string | null;
  found: number;
  new: number;
  changed: number;
  gone: number;
  failed: number;
  lastRun: string;
  lastSuccess: string | null;
};
