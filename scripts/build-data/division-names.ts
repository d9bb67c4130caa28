/** The peoples of the People's Republic, as autonomous places carry them in their names. */
const PEOPLES = (
  "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 " +
  "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 阿昌族 普米族 塔吉克 怒族 " +
  "乌孜别克 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族"
).split(" ");

const AUTONOMOUS = new RegExp(`^(.{2,}?)(?:${PEOPLES.join("|")})*自治[区州县旗]$`);
const PLAIN = /^(.{2,}?)(?:地区|林区|特区|新区|矿区|省|市|区|县|旗|盟)$/;

/**
 * What people call a place: 郑州市 → 郑州, 张家川回族自治县 → 张家川, 六枝特区 → 六枝; "" where one character would be left (忠县, 城区).
 */
export function shortName(name: string): string {
  const short = (AUTONOMOUS.exec(name) ?? PLAIN.exec(name))?.[1] ?? "";
  return /^.{2,}族$/.test(short) ? short.slice(0, -1) : short; // 东乡族自治县 → 东乡
}
