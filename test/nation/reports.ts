import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { LEVELS, REPORT_STATUSES } from "../../data/records/index.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { completeFigures, type Figures } from "../generate/figures.ts";
import { type ReportSection, reportBlocks, statutorySections } from "../generate/report.ts";

export const CARRIERS = ["html", "pdf", "docx"] as const;
export type Carrier = (typeof CARRIERS)[number];

export const mediaTypes: Record<Carrier, string> = {
  html: "text/html",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

const ReportFile = z.strictObject({
  year: z.int(),
  title: z.string(),
  published: z.iso.date(),
  /** null: a narrative report without statutory tables. */
  format: z.enum(["2019", "2021"]).nullable(),
  carrier: z.enum(CARRIERS),
  /** What the archive must say of it. */
  status: z.enum(REPORT_STATUSES),
  note: z.string().optional(),
  figures: z.record(z.string(), z.record(z.string(), z.array(z.number().nullable()))).default({}),
  /** How a figure is printed where that is not its plain digits, by table/item/column. */
  printed: z.record(z.string(), z.string()).default({}),
  overview: z.array(z.string()),
  problems: z.array(z.string()),
  other: z.array(z.string()),
});

const OrganFile = z.strictObject({
  organ: z.string(),
  site: z.string(),
  /** Where not in the site's annual-report column. */
  column: z.string().optional(),
  division: z.string().regex(/^\d{6}$/),
  level: z.enum(LEVELS),
  reports: z.array(ReportFile),
});

/** What a bundled report says: the truth that the archive is compared with. */
export type TrueReport = Omit<z.infer<typeof OrganFile>, "reports"> &
  Omit<z.infer<typeof ReportFile>, "figures"> & {
    /** The organ's file and the year: `qingxi-finance-2022`. */
    id: string;
    /** Every cell of the form; empty for a narrative report. */
    cells: Figures;
  };

/** Every report of reports/, one file an organ. */
export function readReports(): TrueReport[] {
  const folder = `${import.meta.dirname}/reports`;
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const { reports, ...organ } = OrganFile.parse(parse(readFileSync(`${folder}/${name}`, "utf8")));
      return reports.map(({ figures, ...report }) => ({
        ...organ,
        ...report,
        id: `${basename(name, ".yaml")}-${report.year}`,
        cells: report.format === null ? new Map() : completeFigures(report.format, figures),
      }));
    });
}

/** The report before it has a carrier. */
export function blocksOf(report: TrueReport): SourceBlock[] {
  return reportBlocks({
    title: report.title,
    preamble: [],
    format: report.format,
    sections: report.format === null ? narrativeSections(report) : statutorySections(report),
    printed: (table, item, column) => {
      const cell = `${table}/${item}/${column}`;
      return report.printed[cell] ?? report.cells.get(cell)?.toString() ?? "";
    },
  });
}

const narrativeSections = (report: TrueReport): ReportSection[] => [
  { heading: "一、概述", paragraphs: report.overview },
  { heading: "二、存在的问题和改进措施", paragraphs: report.problems },
  { heading: "三、其他需要说明的事项", paragraphs: report.other },
];
