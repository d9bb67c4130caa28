/**
 * When places got the codes that begin so, where two lists a year apart leave it open and the place kept its name: the year in which the
 * State Council approved it, as the Ministry of Civil Affairs publishes it (国务院关于同意…的批复). To the year before, the old code holds.
 */
const APPROVED: Record<string, number> = {
  "220184": 2020, // 公主岭市 to 长春
  "230717": 2019, // 伊春's districts
  "230718": 2019,
  "230719": 2019,
  "230723": 2019,
  "230724": 2019,
  "230725": 2019,
  "230726": 2019,
  "230751": 2019,
  "320613": 2020, // 崇川区 with 港闸区
  "340124": 2011, // 巢湖 parted among 合肥, 芜湖, 马鞍山
  "340181": 2011,
  "340225": 2011,
  "340522": 2011,
  "340523": 2011,
  "340209": 2020, // 弋江区 with 三山区
  "340422": 2015, // 寿县 to 淮南
  "340722": 2015, // 枞阳县 to 铜陵
  "350404": 2021, // 三元区 with 梅列区; 沙县区
  "350405": 2021,
  "370117": 2018, // 莱芜 to 济南
  "460321": 2012, // 三沙市
  "460322": 2012,
  "460323": 2012,
  "460400": 2015, // 儋州市
  "510185": 2016, // 简阳市 to 成都
  "5205": 2011, // 毕节市
  "5206": 2011, // 铜仁市
  "5402": 2014, // 日喀则市
  "5403": 2014, // 昌都市
  "5404": 2015, // 林芝市
  "5405": 2016, // 山南市
  "5406": 2017, // 那曲市
  "6302": 2013, // 海东市
  "6504": 2015, // 吐鲁番市
  "6505": 2016, // 哈密市
};

/** The year since which a code holds, where it is known better than from the lists. */
export function approvedIn(code: string): number | null {
  return APPROVED[code] ?? APPROVED[code.slice(0, 4)] ?? null;
}
