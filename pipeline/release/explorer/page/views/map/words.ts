import type { Text } from "../../view.ts";

export const words = {
  title: { en: "Map", zh: "地图" },
  year: { en: "Year that the reports are about", zh: "报告年度" },
  measure: { en: "What is shown", zh: "指标" },
  level: { en: "Governments", zh: "政府层级" },
  levels: {
    all: { en: "of all levels", zh: "各级" },
    province: { en: "of the provinces", zh: "省级" },
    prefecture: { en: "of the prefectures", zh: "地市级" },
    county: { en: "of the counties", zh: "县级" },
  },
  measures: {
    there: { en: "Report is here", zh: "已收录" },
    on_time: { en: "Published on time", zh: "按期公布" },
    proven: { en: "Report is here and proven", zh: "已收录且校验通过" },
    received: { en: "Applications received", zh: "新收政府信息公开申请" },
  },
  caption: (measure: string, year: string, level: string): Text => ({
    en: `${measure}: share of the people's governments ${level} that owe a report for ${year}`,
    zh: `${measure}：占应公布 ${year} 年度报告的${level}人民政府的比例`,
  }),
  tile: (province: string, share: string, part: string, due: string): Text => ({
    en: `${province}: ${share}, ${part} of ${due}`,
    zh: `${province}：${share}，${due} 个中的 ${part} 个`,
  }),
  tileLater: (province: string, notYetDue: string, there: string): Text => ({
    en: `${province}: ${notYetDue}, ${there} already here`,
    zh: `${province}：${notYetDue}，已收录 ${there} 份`,
  }),
  noShares: (notYetDue: string): Text => ({
    en: `No shares of this year yet; ${notYetDue}.`,
    zh: `本年度暂不计比例，${notYetDue}。`,
  }),
  receivedCaption: (year: string): Text => ({
    en: `Applications for information received in ${year}, as the provincial government's report says`,
    zh: `${year} 年新收政府信息公开申请数量（件），取自省级人民政府年度报告`,
  }),
  received: (province: string, count: string): Text => ({
    en: `${province}: ${count}`,
    zh: `${province}：${count} 件`,
  }),
  notKnown: (province: string): Text => ({
    en: `${province}: no proven report says it`,
    zh: `${province}：无校验通过的报告载明`,
  }),
  concludeReceived: {
    en: "Only where the provincial government's report is here and proven. Some provinces count all governments in it, others only the provincial organs: numbers side by side may count different things.",
    zh: "仅列省级人民政府报告已收录且校验通过者。有的省汇总全省各级，有的仅计省级机关：各省数字口径可能不同。",
  },
  nothingDue: (province: string): Text => ({ en: `${province}: none of this level`, zh: `${province}：无此层级` }),
  notThere: {
    en: "Hong Kong, Macao and Taiwan have no tile: the Regulations on the Disclosure of Government Information do not apply there. Tiles are of one size, and stand roughly where the provinces lie.",
    zh: "香港、澳门、台湾未列入：《中华人民共和国政府信息公开条例》不适用于当地。各图块大小相同，位置仅为大致方位。",
  },
  conclude: {
    en: "A low share says first how much this release lacks: most often no site was watched, or it could not be read. See the reasons under Coverage.",
    zh: "比例偏低，首先说明本次发布尚有缺漏：多为未监测站点或站点无法读取。原因见“覆盖情况”。",
  },
  table: { en: "In numbers", zh: "具体数字" },
  province: { en: "Province", zh: "省份" },
  due: { en: "Due", zh: "应公布" },
  there: { en: "Here", zh: "已收录" },
  onTime: { en: "On time", zh: "按期" },
  proven: { en: "Proven", zh: "校验通过" },
  notYetDue: { en: "Not yet due", zh: "未到期限" },
  share: { en: "Share", zh: "比例" },
};
