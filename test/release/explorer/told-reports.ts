import { type Form, forms } from "../../../data/forms/index.ts";
import type { Cell, Check } from "../../../data/records/index.ts";
import type { ArchiveChanges, ReportRecord, ReportRow } from "../../../pipeline/archive/index.ts";
import { madeRecord } from "../../../scripts/bench/made-nation.ts";
import { sampleChanges, sampleDocument, sampleRecord, sha } from "../../archive/sample.ts";

/** A name that would be a program where a page took it for one. */
export const HOSTILE = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>\u202e局`;

export const GOVERNMENT = "郑州市上街区人民政府";

/** The form's identities on these cells, as the parser makes them. */
function checksOn(form: Form | undefined, cells: readonly Cell[]): Check[] {
  const of = new Map(cells.map((cell) => [`${cell.table}/${cell.item}/${cell.column}`, cell.value]));
  const total = (addresses: string[]): number | null =>
    addresses.reduce<number | null>((sum, address) => {
      const value = of.get(address) ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0);
  return (form?.tables ?? []).flatMap((table) =>
    table.identities.flatMap(({ id, each, sum, equals }) => {
      const along = table.blocks.flatMap(({ columns, rows }) =>
        each === "column" ? columns.map(({ column }) => column) : rows.map(({ item }) => item),
      );
      return [...new Set(along)].map((one) => {
        const address = (part: string): string =>
          each === "column" ? `${table.id}/${part}/${one}` : `${table.id}/${one}/${part}`;
        const [expected, actual] = [total(sum.map(address)), total(equals.map(address))];
        return {
          id: `${id}:${one}`,
          passes: expected === null || actual === null ? null : expected === actual,
          ...{ expected, actual },
        };
      });
    }),
  );
}

/** A made-up report with right sums, of the government here on a year, after `alter` has been at its cells. */
function told(
  id: string,
  year: number,
  row: Partial<ReportRow>,
  alter: (cell: Cell) => Partial<Cell> = () => ({}),
): ReportRecord {
  const { report, cells, sections } = madeRecord(7 * 1234 + year - 2019);
  const name = year < 2021 ? "2019" : "2021";
  const altered = cells.map((cell) => ({ ...cell, ...alter(cell) }));
  return {
    report: {
      ...report,
      ...{ report_id: id, report_key: `key-${year}`, site: "shangjie", organ: GOVERNMENT, division: "410106" },
      ...{ province: "河南省", level: "county", scope: "aggregate", sha256: sha(id), numbers: id },
      title: `${GOVERNMENT}${year}年政府信息公开工作年度报告`,
      ...row,
    },
    cells: altered,
    sections,
    checks: checksOn(
      forms.find((form) => form.name === name),
      altered,
    ),
    problems: [],
  };
}

const isAt = (cell: Cell, address: string): boolean => `${cell.table}/${cell.item}/${cell.column}` === address;

/** Reports of every kind that a report's page must tell. */
export const toldReports = (): ReportRecord[] => [
  told("verified", 2021, {}),
  told("older", 2022, {
    is_current: false,
    gone_since: "2023-05-01T00:00:00.000Z",
    retrieved: "2023-02-01T02:00:00.000Z",
  }),
  told("newer", 2022, { retrieved: "2023-05-01T02:00:00.000Z" }, (cell) =>
    isAt(cell, "proactive/licenses/decisions") ? { value: 4711, raw: "4711（件）" } : {},
  ),
  told("inconsistent", 2023, { status: "inconsistent" }, (cell) =>
    isAt(cell, "applications/received_new/natural_person") ? { value: 99999, raw: "99999" } : {},
  ),
  told("incomplete", 2024, { status: "incomplete" }, (cell) => {
    if (isAt(cell, "proactive/regulations/issued")) return { value: null, raw: "", status: "blank" };
    if (isAt(cell, "proactive/regulations/repealed")) return { value: null, raw: "/", status: "dash" };
    if (isAt(cell, "proactive/fees/amount_10k_yuan"))
      return { value: null, raw: HOSTILE, status: "invalid", at: "page 2 box 101.5,240.0,140.2,256.0" };
    if (isAt(cell, "disputes/review/total")) return { value: null, raw: "", status: "missing", at: "" };
    return isAt(cell, "disputes/review/upheld") ? { status: "realigned" } : {};
  }),
  told("trial-form", 2019, {}),
  {
    ...sampleRecord("statistics", 2016, { format: "2008", value: 3 }),
    report: { ...sampleRecord("statistics", 2016, { format: "2008" }).report, title: "2016年报告" },
  },
  {
    ...sampleRecord("of-another-form", 2018, { format: "2008" }),
    cells: ["1.1", "99.9"].map((item) => ({
      ...{ table: "statistics_2014", item, column: "value", value: 12, raw: "12" },
      ...{ status: "reported" as const, at: "" },
    })),
  },
  {
    ...told("hostile", 2021, { report_key: "hostile", organ: HOSTILE, title: `${HOSTILE}2021年报告` }),
    sections: [{ ordinal: 1, heading: HOSTILE, text: HOSTILE }],
    checks: [
      { id: "soft.blanks_are_zeros", passes: false, expected: null, actual: null },
      { id: "soft.years.gap", passes: false, expected: 2020, actual: 2018 },
      {
        id: "soft.years.carried:applications__received_carried_in__total",
        ...{ passes: false, expected: 3, actual: 4 },
      },
    ],
    problems: [{ code: "cell.invalid", message: HOSTILE, source_at: HOSTILE }].map(({ source_at, ...rest }) => ({
      ...rest,
      at: source_at,
    })),
  },
];

/** The changes that bring them into an archive. */
export function toldChanges(): ArchiveChanges {
  const records = toldReports();
  return sampleChanges(records, {
    documents: records.map(({ report }) =>
      sampleDocument(report.report_id, { url: report.document_url, page_url: report.url }),
    ),
    readings: records.map(({ report }) => ({
      document_id: report.sha256,
      ordinal: 1,
      report_id: report.report_id,
      report_key: report.report_key,
      status: report.status,
      published: report.published,
      says_correction: false,
      numbers: report.numbers,
    })),
  });
}
