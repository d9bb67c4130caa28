/**
 * A small country of government sites on loopback, for the demonstration and the tests: a fictional city with its districts,
 * and real organs with the figures of their public reports. Needs no package that only development has.
 */
import type { Level, ReportStatus } from "../../data/records/index.ts";
import type { Figures } from "../generate/figures.ts";
import { type Country, startCountry } from "./country.ts";
import type { Defect } from "./defects.ts";
import { readCountry } from "./read.ts";
import type { Carrier } from "./reports.ts";

export type { Control, Country } from "./country.ts";
export type { LoggedRequest } from "./server.ts";

/** A report that the archive must hold after a visit to the country as it stands. */
export type ExpectedReport = {
  id: string;
  site: string;
  organ: string;
  division: string;
  level: Level;
  year: number;
  /** null: narrative. */
  format: "2019" | "2021" | null;
  /** Any of these is right. */
  status: readonly ReportStatus[];
  title: string;
  published: string;
  carrier: Carrier;
  /** Every cell of the form by `table/item/column`, null where the report leaves it blank. */
  cells: Figures;
  /** Where a person finds it, and where the report itself is. */
  pageUrl: string;
  documentUrl: string;
  needsBrowser: boolean;
};

export type Expected = {
  reports: ExpectedReport[];
  /** Attachments that look like reports and cannot be read. */
  unreadable: { url: string; pageUrl: string; defect: Defect }[];
  /** Pages that no report may come from. */
  lookalikes: string[];
  /** Addresses that nobody may ask for: behind robots.txt. Any request logged for the site `elsewhere` is as bad. */
  forbidden: string[];
};

export type Nation = Country & { expected(): Expected };

/** Serves the bundled country. */
export async function startNation(): Promise<Nation> {
  const { sites, reports } = readCountry();
  const country = await startCountry(sites);
  return {
    ...country,
    expected() {
      const entries = country.entries();
      const up = new Set(entries.map(({ entry }) => entry.id));
      const urls = (kind: string): string[] =>
        entries.filter(({ entry }) => entry.kind === kind).map(({ entry }) => country.url(entry.id));
      return {
        reports: reports
          .filter((report) => up.has(report.id))
          .map(({ id, site, organ, division, level, year, format, status, title, published, carrier, cells }) => ({
            ...{ id, site, organ, division, level, year, format, title, published, carrier, cells },
            status: [status],
            pageUrl: country.url(id),
            documentUrl: carrier === "html" ? country.articleUrl(id) : country.url(id, 0),
            needsBrowser: country.sites.some((candidate) => candidate.id === site && candidate.family === "spa"),
          })),
        unreadable: entries.flatMap(({ entry }) =>
          entry.attachments.flatMap(({ defect }, i) =>
            defect === undefined ? [] : [{ url: country.url(entry.id, i), pageUrl: country.url(entry.id), defect }],
          ),
        ),
        lookalikes: urls("lookalike"),
        forbidden: urls("forbidden"),
      };
    },
  };
}
