import { SUMMARY, TITLE } from "../words.ts";
import type { CardWords } from "./layout.ts";

/** The data card in Simplified Chinese. */
export const simplifiedChinese: CardWords = {
  title: (day) => `数据说明：${TITLE.zh}（${day} 发布）`,
  other: "[English](DATACARD.md)",
  opening: ({ counts }) => [
    SUMMARY.zh,
    `本次发布收录 ${counts.organs.toLocaleString("en")} 个行政机关的 ${counts.reports.toLocaleString("en")} 份报告（现行版本；全部版本共 ${counts.versions.toLocaleString("en")} 个），读自 ${counts.documents.toLocaleString("en")} 份文档。`,
    "## 制作方法",
    `定期读取名录所列站点，应答原样存档（WARC）。网页、PDF、OFD、Word、Excel 及扫描件先转为文本，再按表格内容（而非位置）识别法定表格。每个数值对应一个单元格并注明其在原件中的位置，勾稽关系按原件所载数字计算。任何数值均未经人工更改：无法读取的为空，原因见单元格的 \`status\`。解析器版本：${counts.parsers ?? "无"}。本页数字均由同一文件夹中的数据文件得出。`,
  ],
  coverage: {
    heading: "覆盖情况：按报告年度与机关层级",
    text: "现行报告数 / 其中校验通过（verified、realigned）的份数。",
    year: "年度",
    levels: { province: "省级", prefecture: "地市级", county: "县级", township: "乡镇级", unknown: "层级未知" },
    all: "合计",
  },
  governments: {
    heading: "缺口：县级以上人民政府",
    text: "截至发布日，汇总报告公布期限已届满的政府数 / 其中已收录报告的政府数。地方仅计入其存续的年度。",
  },
  provinces: {
    heading: "缺口：缺失比例最高的省份",
    text: "口径同上，各年度合计，最多列十个省份。完整情况见表 `deadlines`。",
    heads: ["省份", "应公布", "已收录", "比例"],
  },
  states: {
    heading: "报告未收录的原因",
    text: "`deadlines` 表中的全部机关与年度。未找到报告，不等于该报告未公布。",
    heads: ["state", "", "机关·年度", "比例"],
    names: {
      on_time: "已收录，按期公布",
      late: "已收录，逾期公布",
      undated: "已收录，公布日期不可考",
      not_yet_due: "未到公布期限",
      overdue: "本年度到期，届满后仍未找到",
      not_found: "以前年度到期，未找到",
      not_checked: "期限届满后尚未读取站点",
      blocked: "站点无法读取",
      not_readable: "有以此为名的文件，但无法读取",
      no_source: "未监测可能载有该报告的站点",
    },
  },
  proven: {
    heading: "校验情况",
    text: "现行报告，按 `status`。",
    heads: ["status", "", "报告数", "比例"],
    names: {
      verified: "各单元格均已读取，勾稽关系全部成立",
      realigned: "同上，部分单元格经重新对位并由勾稽关系证明",
      inconsistent: "按所载数字，勾稽关系不成立",
      incomplete: "有单元格空白、缺失、有歧义或非数字",
      narrative: "无法定表格（2014 年度以前通常如此，至 2018 年度仍多见）",
      rejected: "非年度报告",
    },
  },
  cells: {
    heading: "单元格",
    text: "现行报告法定表格的单元格，按 `status`。仅 `reported` 与 `realigned` 有数值。",
    heads: ["status", "", "单元格数", "比例"],
    names: {
      reported: "已填数字",
      realigned: "数字位于他处，经校验确认",
      blank: "空白",
      dash: "横线或“无”",
      missing: "原件无此位置",
      ambiguous: "有多种读法",
      invalid: "所填非数字",
    },
  },
  checks: {
    heading: "校验项目",
    text: "现行报告各类校验可进行的次数及不成立的次数。勾稽关系决定报告的校验状态；以 `soft.` 开头的软性检查不影响状态，但在采信异常值之前应当查看。",
    heads: ["校验", "可进行", "不成立", "比例"],
  },
  sites: {
    heading: "站点",
    text: "按最近一次读取的情况，详见 `sites.reason`。无法读取的站点保留其原有报告。",
    heads: ["health", "", "站点数", "比例"],
    names: {
      ok: "正常读取",
      broken: "所得远少于以往",
      blocked: "拒绝访问或要求验证码",
      disallowed: "robots.txt 不允许",
      unreachable: "无应答",
    },
  },
  faults: {
    heading: "已知缺陷",
    list: ({ counts }) => [
      `${counts.unreadable.toLocaleString("en")} 份文档完全无法读取，${counts.rejected.toLocaleString("en")} 份经读取判定为非年度报告（\`documents.status\`），其中可能仍有报告。`,
      `${counts.without_year.toLocaleString("en")} 份现行报告的年度未知，${counts.without_place.toLocaleString("en")} 份的地方未知。`,
      `${counts.gone.toLocaleString("en")} 份现行报告已从原网址消失（\`gone_since\`），其文字与数值仍予保留。`,
      "机关以其自称的名称识别，更名、合并的机关未予衔接；区划代码为报告年度的代码。",
      "`published` 为页面所载日期，网站迁移时页面有时会重新标注日期。",
      "扫描件识别所得数字的状态最高为 `realigned`；无勾稽关系约束的单元格（如表二）若识别有误，无从发现。",
      "监测哪些站点本身即是一种选择：站点不在名录中的机关不在本数据集中。",
    ],
  },
  conclusions: {
    heading: "不得据此得出的结论",
    list: [
      "**缺失不是零。** 单元格为空、报告未收录、机关未收录，均为未知。引用合计数时，应说明由多少份报告得出。",
      "**不同口径不得相加。** 政府的汇总报告（`aggregate`）已计入各部门，而部门自身的报告（`own`）也在数据集中；县级与地市级的数字在确认各自范围之前亦不得相加。",
      "**各版表式不能直接比较。** 2008、2019、2021 各版表式名称相近而所问不同；`harmonized` 仅衔接可以衔接的项目；2014—2018 年部分省份自有的统计表，同一编号的含义不同。",
      "**2019 年度以前不少报告仅有文字**，2014 年度以前几乎都是。此处没有数字，不说明当年未开展工作。",
      "**勾稽不符是发布机关的算术问题**或原件笔误，本数据集按原件照录，不能视为违规的证据。横线也不等于填报了零。",
      "**申请少不等于需求低，申请多也不等于政府不透明**：统计口径以及同一人提出多件申请的情况因地而异。",
      "**未找到不等于未公布。** 认定机关逾期之前，请查看 `deadlines.state` 及站点最近一次读取的时间。",
      "**两次发布之间的变化可能出自我们。** CHANGES.md 区分发布机关的改动与解析器改进后的不同读法。",
      "**异常值首先应怀疑为笔误。** 公开引用之前，请查看软性检查及原件（`url`、`source_at`）。",
    ],
  },
  use: {
    heading: "使用",
    text: (day) =>
      `CC0 1.0（见 LICENSE）；引用方式见 CITATION.cff，请注明发布日期（${day}）。报告为行政机关的公文；正文（\`sections\`）中出现的人名均由机关自行公布。以原件为准，各行均可追溯至原件。`,
  },
};
