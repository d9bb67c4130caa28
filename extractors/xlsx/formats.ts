import { child, type Xml } from "../xml.ts";
import { isStruck } from "./strings.ts";

/** How the cells of a style look; text has a part of the format of its own, and is hidden where that is empty. `isWhite`: in the colour of its ground. */
export type CellLook = { format: string; hidesText: boolean; isUnseen: boolean; isWhite: boolean; isFramed: boolean };

/** The formats that have a number but are written in no file (ECMA-376, 18.8.30), as Chinese Excel shows them. */
const BUILT_IN: Record<number, string> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "yyyy/m/d",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  41: '#,##0;-#,##0;"-"',
  42: '¥#,##0;-¥#,##0;"-"',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '¥#,##0.00;-¥#,##0.00;"-"',
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  48: "##0.0E+0",
  49: "@",
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The looks of all styles, by number. `root`: the workbook's style sheet, where it has one. */
export function readLooks(root: Xml | null): (style: number) => CellLook {
  const own = new Map(
    (child(root ?? undefined, "numFmts")?.children ?? []).map((f) => [
      Number(f.attributes.numFmtId),
      f.attributes.formatCode ?? "General",
    ]),
  );
  const fonts = (child(root ?? undefined, "fonts")?.children ?? []).map((font) => ({
    isStruck: isStruck(font),
    isWhite: isWhite(child(font, "color")),
  }));
  const fills = (child(root ?? undefined, "fills")?.children ?? []).map(isPainted);
  const frames = (child(root ?? undefined, "borders")?.children ?? []).map(isDrawn);
  const looks = (child(root ?? undefined, "cellXfs")?.children ?? []).map(({ attributes }): CellLook => {
    const number = Number(attributes.numFmtId ?? 0);
    const format = own.get(number) ?? BUILT_IN[number] ?? "General";
    const font = fonts[Number(attributes.fontId ?? 0)];
    const isOnPaper = !(fills[Number(attributes.fillId ?? 0)] ?? false);
    return {
      format,
      hidesText: HIDES_TEXT.test(format),
      isUnseen: font?.isStruck === true || (font?.isWhite === true && isOnPaper),
      isWhite: font?.isWhite === true && isOnPaper,
      isFramed: frames[Number(attributes.borderId ?? 0)] ?? false,
    };
  });
  return (style) =>
    looks[style] ?? { format: "General", hidesText: false, isUnseen: false, isWhite: false, isFramed: false };
}

/** Four parts, of which the last is empty. */
const HIDES_TEXT = /^(?:(?:"[^"]*"|\\.|[^";\\])*;){3}$/;

const isDrawn = (border: Xml): boolean => border.children.some((side) => (side.attributes.style ?? "none") !== "none");

/** The first colour of a theme is that of its paper. */
const isWhite = (color: Xml | undefined): boolean =>
  /^(ff)?f{6}$/i.test(color?.attributes.rgb ?? "") ||
  (color?.attributes.theme === "0" && color.attributes.tint === undefined) ||
  /^[19]$/.test(color?.attributes.indexed ?? "");

const isPainted = (fill: Xml): boolean =>
  fill.children.some((c) => c.name !== "patternFill" || (c.attributes.patternType ?? "none") !== "none");
