import type { Source } from "../../data/records/index.ts";

/**
 * What is known of a document besides its text. Evidence, not truth: each is null where nothing is known,
 * and the parser weighs it (a path or a date alone never decides the year).
 */
export type ParseContext = {
  source: Source;
  evidence: {
    /** The document's own title: article title meta, heading, document property. */
    title: string | null;
    /** The words of the link on the listing that led here. */
    linkText: string | null;
    columnName: string | null;
    /** The body the page names as its source (来源, 发布机构). */
    publisher: string | null;
    siteName: string | null;
    /** The organ whose site it is, and its division, as the registry of sources says. */
    siteOrgan: string | null;
    siteDivision: string | null;
    /** ISO dates: as the page says, and as the listing says. */
    published: string | null;
    listedDate: string | null;
  };
};

/** A document of which nothing is known but its bytes. */
export function contextOf(source: Source): ParseContext {
  return {
    source,
    evidence: {
      title: null,
      linkText: null,
      columnName: null,
      publisher: null,
      siteName: null,
      siteOrgan: null,
      siteDivision: null,
      published: null,
      listedDate: null,
    },
  };
}
