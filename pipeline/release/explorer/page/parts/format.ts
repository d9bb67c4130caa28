import type { Language } from "../view.ts";

const locale = (language: Language): string => (language === "zh" ? "zh-CN" : "en");

/** A count: 12,345. */
export const count = (value: number | bigint, language: Language): string => value.toLocaleString(locale(language));

/** A share of a whole: 12.3 %; "–" of nothing, which has no shares. */
export const share = (part: number, whole: number, language: Language): string =>
  whole === 0
    ? "–"
    : (part / whole).toLocaleString(locale(language), {
        style: "percent",
        maximumFractionDigits: part === whole ? 0 : 1,
      });
