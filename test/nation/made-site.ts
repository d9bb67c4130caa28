import { htmlArticle } from "../carriers/html.ts";
import { completeFigures } from "../generate/figures.ts";
import { reportBlocks, statutorySections } from "../generate/report.ts";
import { type Column, type Entry, newEntry, type Site, untouched } from "./content.ts";

/**
 * How a site hangs up its annual reports: `flat`, one list of all organs and years; `years`, by year and class of organ;
 * `organs`, each organ's own column below the directory of organs.
 */
export type Shape = "flat" | "years" | "organs";

export type SiteOrder = {
  /** Unique in the country, [a-z0-9-]; also the prefix of its entries' ids: `linjiang/report-3-2022`. */
  id: string;
  family: string;
  shape: Shape;
  /** The place whose government it is: `临江县`. Its organs are named after it. */
  place: string;
  division: string;
  /** Departments and townships that report, besides the government itself. */
  organs?: number;
  years?: readonly number[];
};

const DEPARTMENTS = [
  "教育局",
  "财政局",
  "民政局",
  "水利局",
  "农业农村局",
  "卫生健康局",
  "市场监督管理局",
  "应急管理局",
];
const TOWNSHIPS = ["松岭镇人民政府", "城关镇人民政府", "白石乡人民政府", "河东街道办事处"];
const ORGANS = [...DEPARTMENTS.slice(0, 4), ...TOWNSHIPS, ...DEPARTMENTS.slice(4)];

/**
 * A site made to order: so many organs' reports of so many years in one of the shapes, with what stands among them that is no
 * report (an explanation, a call for reports, a table of another kind) and news. All its reports are pages; the same order gives
 * the same site.
 */
export function madeSite({
  id,
  family,
  shape,
  place,
  division,
  organs = 6,
  years = [2021, 2022, 2023],
}: SiteOrder): Site {
  const government = `${place}人民政府`;
  const names = [government, ...ORGANS.slice(0, organs).map((organ) => place + organ)];
  const columns = columnsOf(shape, names, years);
  const columnFor = (organ: number, year: number): string => {
    if (shape === "flat") return "annual";
    return shape === "years" ? `${year}-${classOf(names[organ] ?? "", government)}` : `organ-${organ}-annual`;
  };
  const reports = names.flatMap((name, organ) =>
    years.map((year) => reportEntry(`${id}/report-${organ}-${year}`, name, year, columnFor(organ, year), organ)),
  );
  return {
    id,
    family,
    name: `${place}人民政府网`,
    organ: government,
    division,
    siteCode: `${division}0001`,
    annualReports: "annual",
    robots: null,
    columns,
    entries: [...reports, ...others(id, place, columnFor(0, years[0] ?? 2023))],
    ...untouched(),
  };
}

const CLASSES = ["县政府", "县政府部门", "乡镇街道"] as const;

const classOf = (name: string, government: string): string =>
  name === government ? "0" : /(镇人民政府|乡人民政府|办事处)$/.test(name) ? "2" : "1";

function columnsOf(shape: Shape, organs: readonly string[], years: readonly number[]): Column[] {
  let code = 100;
  const column = (key: string, name: string, parent: string | null): Column => {
    code += 1;
    return { key, name, code: String(code), parent, list: "page" };
  };
  // A column of another yearly paper, in a folder that is called like ours.
  const common = [
    column("news", "政务动态", null),
    column("open", "政务公开", null),
    column("gknb", "住房公积金年度报告", "open"),
  ];
  const annual = column("annual", "政府信息公开年报", "open");
  if (shape === "flat") return [...common, column("guide", "政府信息公开指南", "open"), annual];
  if (shape === "years")
    return [
      ...common,
      annual,
      ...years.flatMap((year) => [
        column(String(year), `${year}年`, "annual"),
        ...CLASSES.map((name, i) => column(`${year}-${i}`, name, String(year))),
      ]),
    ];
  return [
    ...common,
    column("organs", "政府信息公开目录", "open"),
    ...organs.flatMap((name, i) => [
      column(`organ-${i}`, name, "organs"),
      column(`organ-${i}-guide`, "政府信息公开指南", `organ-${i}`),
      column(`organ-${i}-annual`, "政府信息公开年报", `organ-${i}`),
    ]),
  ];
}

/** A report whose figures say which organ and year it is of, so that one taken for another shows. */
function reportEntry(id: string, organ: string, year: number, column: string, n: number): Entry {
  const format = year >= 2021 ? "2021" : "2019";
  const figures = completeFigures(format, {
    proactive: { licenses: format === "2021" ? [100 * n + (year % 100)] : [n, 0, year % 100] },
  });
  const title = `${organ}${year}年政府信息公开工作年度报告`;
  const blocks = reportBlocks({
    title,
    preamble: [],
    format,
    sections: statutorySections({
      overview: [`${year}年，${organ}按照要求做好政府信息公开工作。`],
      problems: ["公开的时效需要提高。"],
      other: ["无"],
    }),
    printed: (table, item, cell) => figures.get(`${table}/${item}/${cell}`)?.toString() ?? "",
  });
  const body = htmlArticle(blocks.filter((block) => block.kind !== "title"));
  const day = String(5 + n).padStart(2, "0");
  return newEntry({
    id,
    kind: "report",
    column,
    title,
    published: `${year + 1}-01-${day}`,
    publisher: organ,
    body,
    attachments: [],
  });
}

/** What stands among reports and is none, and news. */
function others(id: string, place: string, column: string): Entry[] {
  const entry = (name: string, kind: "lookalike" | "news" | "elsewhere", where: string, title: string): Entry =>
    newEntry({
      ...{
        id: `${id}/${name}`,
        kind,
        column: where,
        title,
        published: "2023-12-20",
        publisher: `${place}人民政府办公室`,
      },
      ...{ body: `<p>${title}</p><p>示例</p>`, attachments: [] },
    });
  return [
    entry("explanation", "lookalike", column, `图解：${place}人民政府2023年政府信息公开工作年度报告`),
    entry("call", "lookalike", column, `关于做好${place}2023年政府信息公开工作年度报告编制工作的通知`),
    entry("budget", "lookalike", column, `${place}人民政府办公室2023年部门预算`),
    entry("clone", "elsewhere", column, `${place}审计局2023年政府信息公开工作年度报告`),
    entry("fund-2023", "lookalike", "gknb", `${place}住房公积金管理中心2023年年度报告`),
    entry("fund-2022", "lookalike", "gknb", `${place}住房公积金2022年年度报告`),
    ...Array.from({ length: 12 }, (_, i) => entry(`news-${i}`, "news", "news", `${place}召开第${i + 1}次工作会议`)),
  ];
}
