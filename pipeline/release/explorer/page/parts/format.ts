import type { Language } from "../view.ts";

const locale = (language: Language): string => (language === "zh" ? "zh-CN" : "en");

/** A count: 12,345. */
export const count = (value: number | bigint, language: Language): string => value.toLocaleString(locale(language));

/** A share of a whole: 12.3%; "–" of nothing, which has no shares. Only nothing is 0%, and only all is 100%. */
export function share(part: number, whole: number, language: Language): string {
  if (whole === 0) return "–";
  const ratio = part / whole;
  const inside = part > 0 && part < whole;
  const text = (inside ? Math.min(0.999, Math.max(0.001, ratio)) : ratio).toLocaleString(locale(language), {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return inside && ratio < 0.0005 ? `<${text}` : inside && ratio >= 0.9995 ? `>${text}` : text;
}
