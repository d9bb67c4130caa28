import type { Floor } from "../../../data/release/index.ts";
import type { Kind } from "./changed.ts";

/** What CHANGES.md says of each kind of change, in both languages. */
export const KIND_WORDS: Record<Kind, string> = {
  report_added: "Report that the release before did not have · 新增报告",
  report_altered: "Report of which another version counts now · 报告换用另一版本",
  report_gone: "Report that its publisher no longer shows; its record stays · 发布机关已撤下（记录保留）",
  report_returned: "Report that had been gone and is there again · 重新上线的报告",
  report_withdrawn: "Report that the release before had and this one has not · 上一版有、本版不再收录的报告",
  cell: "Cell with another number or status · 数值或状态有变的单元格",
  status: "Report proven otherwise than before · 校验状态有变的报告",
  identity: "Report read as another organ's, place's or year's · 机关、区划或年度改判的报告",
};

/** What each cause means. Of two that met, both are named, with + between them. */
export const CAUSE_WORDS: Record<string, string> = {
  publisher: "The publisher: other bytes, which say otherwise · 发布机关更改了内容",
  parser:
    "Our parser: the same bytes, read by another version of it, or read at last · 内容未变，解析器版本不同，或此前未能读出",
  surroundings:
    "The same bytes and the same parser, but other words of the listing or the registry, or other programs on our machine · 内容与解析器均未变，列表、来源登记或本机程序不同",
  choice_of_version:
    "Both versions were there before and still are as they were; another is held to be the newest · 两个版本前后均在，取舍不同",
  new_document:
    "Bytes that the release before did not have: published since, or found since · 上一版所无的文档（新发布或新发现）",
  archive: "The bytes themselves are no longer in the archive · 原件已不在本库",
  unknown:
    "Nobody can tell: what was read then cannot be found in this release · 无法判定：上一版所读内容在本版中无法对应",
};

export const MEASURE_WORDS: Record<Floor["measure"], { en: string; zh: string }> = {
  reports: { en: "reports", zh: "报告" },
  there: { en: "reports still shown by their publishers", zh: "仍在线的报告" },
  documents: { en: "documents", zh: "文档" },
  sites: { en: "sites with reports", zh: "有报告的站点" },
  proven: { en: "verified or realigned reports", zh: "校验通过（含重新对位）的报告" },
  identified: { en: "reports of the same organ, place and year", zh: "机关、区划、年度未改判的报告" },
  numbers: { en: "reports that keep their numbers", zh: "数值仍在的报告" },
};
