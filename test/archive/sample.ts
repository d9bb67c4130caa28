import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { cellsOf, forms } from "../../data/forms/index.ts";
import type { ArchiveChanges, DocumentRow, ReportRecord, ReportRow, SiteRow } from "../../pipeline/archive/index.ts";

/** A folder for one test, gone afterwards. */
export async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "gongkai-archive-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

export type SampleOptions = {
  /** The form, named as its file in data/forms. */
  format?: string;
  /** The number of every cell, or of each by its address. */
  value?: number | ((address: { table: string; item: string; column: string }) => number | null);
  row?: Partial<ReportRow>;
};

/** A made-up report with every cell of its form. */
export function sampleRecord(id: string, year: number | null, options: SampleOptions = {}): ReportRecord {
  const { format = "2021", value = 1, row = {} } = options;
  const form = forms.find((one) => one.name === format);
  const numberAt = typeof value === "number" ? () => value : value;
  return {
    report: {
      report_id: id,
      report_key: `key-${id}`,
      site: "shangjie",
      organ: "郑州市上街区人民政府",
      division: "410106",
      province: "河南省",
      level: "county",
      scope: "aggregate",
      year,
      format: form?.format ?? null,
      ...formatsOf(format),
      status: "verified",
      title: `报告 ${id}`,
      published: "2022-01-28",
      numbers: `numbers-${id}`,
      url: `http://127.0.0.1/${id}.html`,
      document_url: `http://127.0.0.1/${id}.pdf`,
      sha256: sha(id),
      retrieved: "2026-11-20T10:00:00.000Z",
      is_current: true,
      gone_since: null,
      parser_version: "1",
      ...row,
    },
    cells: (form?.tables ?? []).flatMap((table) =>
      cellsOf(table).map(({ item, column }) => {
        const number = numberAt({ table: table.id, item, column });
        return {
          table: table.id,
          item,
          column,
          value: number,
          raw: number === null ? "" : String(number),
          status: number === null ? ("blank" as const) : ("reported" as const),
          at: "table 1 row 2 cell 3",
        };
      }),
    ),
    sections: [{ ordinal: 1, heading: "一、总体情况", text: `第一段 ${id}\n第二段，"引号"` }],
    checks: [{ id: "applications.balance:total", passes: true, expected: 2, actual: 2 }],
    problems: [{ code: "cell.blank", message: "一格空白", at: "table 1 row 2 cell 3" }],
  };
}

/** What a report on a form says of its tables: the one of 2008 has but one, and the others all but that. */
const formatsOf = (format: string) => {
  const form = (isOld: boolean): string | null => (format.startsWith("2008") === isOld ? format : null);
  return {
    ...{ proactive_format: form(false), applications_format: form(false), disputes_format: form(false) },
    statistics_2014_form: form(true),
  };
};

export function sampleDocument(id: string, row: Partial<DocumentRow> = {}): DocumentRow {
  return {
    document_id: sha(id),
    url: `http://127.0.0.1/${id}.pdf`,
    page_url: `http://127.0.0.1/${id}.html`,
    site: "shangjie",
    media_type: "application/pdf",
    file_name: null,
    link_text: "2021年政府信息公开工作年度报告",
    listed_date: "2022-01-28",
    column_name: "年度报告",
    twin_of: null,
    fetched: "2026-11-20T10:00:00.000Z",
    http_status: 200,
    status: "current",
    gone_since: null,
    warc_file: "0001.warc.gz",
    warc_offset: 5_000_000_000,
    report_id: id,
    parser_version: "1",
    ...row,
  };
}

export const sampleSite = (row: Partial<SiteRow> = {}): SiteRow => ({
  site: "shangjie",
  name: "郑州市上街区人民政府",
  division: "410106",
  platform: "trs",
  health: "ok",
  reason: null,
  found: 2,
  new: 2,
  changed: 0,
  gone: 0,
  failed: 0,
  last_run: "2026-11-20T10:00:00.000Z",
  last_success: "2026-11-20T10:00:00.000Z",
  ...row,
});

/** Changes that make a whole archive of these reports: with their documents and their site. */
export const sampleChanges = (records: ReportRecord[], more: Partial<ArchiveChanges> = {}): ArchiveChanges => ({
  parserVersion: "1",
  records,
  documents: records.map(({ report }) => sampleDocument(report.report_id)),
  sites: [sampleSite()],
  ...more,
});

/** A digest-like name for a made-up document. */
export const sha = (id: string): string => Buffer.from(id).toString("hex").padEnd(64, "0").slice(0, 64);
