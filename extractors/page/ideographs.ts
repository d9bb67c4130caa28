/**
 * Radicals that stand for the ideographs that look the same: browsers write PDFs in which 人民 reads ⼈⺠.
 * Source: Unicode, EquivalentUnifiedIdeograph.txt (CJK Radicals Supplement); Kangxi radicals and compatibility ideographs
 * have decompositions of their own.
 */
const SUPPLEMENT =
  "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

const EQUIVALENT = new Map(
  Array.from({ length: SUPPLEMENT.length / 2 }, (_, i) => [SUPPLEMENT.charAt(2 * i), SUPPLEMENT.charAt(2 * i + 1)]),
);

/** Text with its radicals and compatibility ideographs as the ideographs they stand for. */
export function unifyIdeographs(text: string): string {
  return text.replace(/[\u2E80-\u2FDF\uF900-\uFAFF]/g, (c) => EQUIVALENT.get(c) ?? c.normalize("NFKC"));
}
