import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { levelOf, provinceOf } from "../../data/divisions/index.ts";
import { namedCells } from "../../data/forms/figures.ts";
import { forms } from "../../data/forms/index.ts";
import type { Cell, Check } from "../../data/records/index.ts";
import type { ArchiveChanges, ReportRecord, SiteRow } from "../../pipeline/archive/index.ts";

// A nation of made-up reports at any size, for measuring the archive: every place of GB/T 2260, its government and its organs, a
// report a year on the form of the year, with numbers that fulfil the form's identities. The same call gives the same reports.

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
const ORGANS = [
  "人民政府",
  "发展和改革局",
  "教育局",
  "公安局",
  "民政局",
  "司法局",
  "财政局",
  "自然资源局",
  "住房和城乡建设局",
  "卫生健康局",
  "市场监督管理局",
];
const SITE_PLACES = 10;

const places = readFileSync(`${import.meta.dirname}/../../data/divisions/divisions.tsv`, "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .filter(([, , , , to]) => !to)
  .map(([code = "", name = ""]) => ({ code, name }));

/** How many reports the nation has when every organ of every place has one for each year. */
export const NATION = places.length * ORGANS.length * YEARS.length;

/** The reports `from` … `to` of the nation, by place, organ and year; the changes that bring them, their documents and their sites into an archive. */
export function madeChanges(from: number, to: number): ArchiveChanges {
  const records = Array.from({ length: to - from }, (_, i) => madeRecord(from + i));
  const sites = new Map(records.map(({ report }) => [report.site, madeSite(report.site)]));
  return {
    parserVersion: "1",
    records,
    documents: records.map(({ report }) => ({
      document_id: report.sha256,
      url: report.document_url,
      page_url: report.url,
      site: report.site,
      media_type: "text/html",
      file_name: null,
      link_text: report.title,
      listed_date: report.published,
      column_name: "政府信息公开年报",
      twin_of: null,
      fetched: report.retrieved,
      http_status: 200,
      status: "current",
      gone_since: null,
      warc_file: "000001.warc.gz",
      warc_offset: Number.parseInt(report.report_id.slice(0, 8), 16),
      report_id: report.report_id,
      parser_version: "1",
    })),
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
    sites: [...sites.values()],
  };
}

export function madeRecord(n: number): ReportRecord {
  const year = YEARS[n % YEARS.length] ?? 0;
  const organNumber = Math.floor(n / YEARS.length);
  const place = places[Math.floor(organNumber / ORGANS.length) % places.length] ?? { code: "", name: "" };
  const round = Math.floor(organNumber / ORGANS.length / places.length);
  const organ = `${place.name}${ORGANS[organNumber % ORGANS.length]}${round === 0 ? "" : `第${round}分局`}`;
  const print = createHash("sha256").update(`${place.code} ${organ} ${year}`).digest("hex");
  const random = randomOf(Number.parseInt(print.slice(0, 8), 16));
  const site = `site-${place.code.slice(0, 4)}-${Number(place.code.slice(4)) % SITE_PLACES}`;
  const form = forms.find(({ name }) => name === (year < 2021 ? "2019" : "2021"));
  const numbers =
    year < 2021 ? numbersOf(random, ["other"]) : numbersOf(random, ["other.uncorrected", "other.unpaid", "other.misc"]);
  let line = 30 + Math.floor(random() * 20);
  let before = "";
  const cells = (form ? namedCells(form) : []).map(({ table, item, column }, i): Cell => {
    if (item !== before) line += 1;
    before = item;
    const value = numbers.get(`${table} ${item} ${column}`) ?? (random() < 0.7 ? 0 : Math.floor(random() ** 4 * 5000));
    return {
      table,
      item,
      column,
      value,
      raw: String(value),
      status: "reported",
      at: `line ${line} cell ${2 + (i % 7)}`,
    };
  });
  return {
    report: {
      report_id: print.slice(0, 24),
      report_key: `${place.code}:${organ}:${year}:own`,
      site,
      organ,
      division: place.code,
      province: provinceOf(place.code),
      level: levelOf(place.code),
      scope: organNumber % ORGANS.length === 0 ? "aggregate" : "own",
      year,
      format: form?.format ?? null,
      proactive_format: form?.format ?? null,
      applications_format: form?.format ?? null,
      disputes_format: form?.format ?? null,
      statistics_2014_form: null,
      status: "verified",
      title: `${organ}${year}年政府信息公开工作年度报告`,
      published: `${year + 1}-01-${String(10 + Math.floor(random() * 20))}`,
      numbers: print.slice(0, 16),
      url: `https://www.example.gov.cn/${site}/art/${year + 1}/1/${n}.html`,
      document_url: `https://www.example.gov.cn/${site}/art/${year + 1}/1/${n}.html`,
      sha256: print,
      retrieved: `${year + 1}-02-01T02:00:00.000Z`,
      is_current: true,
      gone_since: null,
      parser_version: "1",
    },
    cells,
    sections: HEADINGS.map((heading, i) => ({ ordinal: i + 1, heading, text: prose(random, i === 0 ? 500 : 150) })),
    checks: checksOf(cells),
    problems: [],
  };
}

const HEADINGS = [
  "一、总体情况",
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
  "五、存在的主要问题及改进情况",
  "六、其他需要报告的事项",
];
const PERSONS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_org"];
const OUTCOMES = ["upheld", "corrected", "other", "pending"];
const RESULTS = [
  "disclosed",
  "partly_disclosed",
  "not_disclosed.state_secret",
  "not_disclosed.prohibited_by_law",
  "not_disclosed.three_securities_one_stability",
  "not_disclosed.third_party_rights",
  "not_disclosed.internal_affairs",
  "not_disclosed.process_information",
  "not_disclosed.enforcement_file",
  "not_disclosed.administrative_query",
  "unable_to_provide.not_held",
  "unable_to_provide.needs_creation",
  "unable_to_provide.still_unclear",
  "not_processed.complaint",
  "not_processed.repeated",
  "not_processed.publication",
  "not_processed.excessive",
  "not_processed.reissue",
];

/** Tables 三 and 四 with their sums right. */
function numbersOf(random: () => number, others: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const add = (address: string, total: string, value: number): void => {
    numbers.set(address, value);
    numbers.set(total, (numbers.get(total) ?? 0) + value);
  };
  const size = random() ** 6 * 300;
  for (const person of PERSONS) {
    const set = (item: string, value: number): void =>
      add(`applications ${item} ${person}`, `applications ${item} total`, value);
    const share = person === "natural_person" ? size : random() < 0.15 ? size / 20 : 0;
    let concluded = 0;
    for (const item of [...RESULTS, ...others]) {
      const value = Math.floor((random() ** 3 * share) / (item === "disclosed" ? 1 : 8));
      set(item, value);
      concluded += value;
    }
    set("concluded_total", concluded);
    const out = Math.floor(random() * 0.1 * share);
    const carried = Math.min(concluded + out, Math.floor(random() * 0.1 * share));
    set("received_carried_in", carried);
    set("received_new", concluded + out - carried);
    set("carried_out", out);
  }
  for (const item of ["review", "litigation_direct", "litigation_after_review"])
    for (const outcome of OUTCOMES)
      add(`disputes ${item} ${outcome}`, `disputes ${item} total`, Math.floor((random() ** 8 * size) / 4));
  return numbers;
}

const checksOf = (cells: readonly Cell[]): Check[] =>
  [...PERSONS, "total"]
    .flatMap((person) => ["balance", "results"].map((law) => `applications.${law}:${person}`))
    .concat([
      ...new Set(cells.filter(({ table }) => table === "applications").map(({ item }) => `applications.kinds:${item}`)),
    ])
    .map((id, i) => ({ id, passes: true, expected: (i * 7) % 40, actual: (i * 7) % 40 }));

const WORDS =
  "全年主动公开政府信息件受理依申请公开按时办结率网站政务新媒体平台建设监督保障社会评议责任追究解读回应关切重点领域公共企事业单位规范性文件清理目录编制培训考核群众满意度提升问题不足改进措施下一步继续加强".match(
    /../gu,
  ) ?? [];

const prose = (random: () => number, characters: number): string =>
  Array.from({ length: characters / 2 }, () => WORDS[Math.floor(random() * WORDS.length)]).join("");

const madeSite = (site: string): SiteRow => ({
  site,
  name: site,
  division: null,
  platform: "trs",
  health: "ok",
  reason: null,
  found: 0,
  new: 0,
  changed: 0,
  gone: 0,
  failed: 0,
  last_run: "2026-11-20T10:00:00.000Z",
  last_success: "2026-11-20T10:00:00.000Z",
});

/** Numbers in [0, 1) that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
