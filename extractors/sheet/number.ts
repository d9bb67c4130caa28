import { SSF } from "@e965/xlsx";

/** A number as a spreadsheet shows it in a cell of this format; null where the format cannot be followed. */
export function numberText(value: number, format: string, date1904: boolean): string | null {
  if (format === "General" || format === "@" || format === "") return general(value);
  const pointed = withWrittenPoint(value, format);
  if (pointed !== null) return pointed;
  try {
    // Spreadsheets round what they show as decimals: 1.005 is 1.01, although the nearest binary number is less.
    const shown = Number.isInteger(value) ? value : value * (1 + 1e-15);
    const text: unknown = SSF.format(spelt(format), shown, { date1904 });
    if (typeof text !== "string") return null;
    return value < 0 && UNSIGNED.test(text.trim()) ? `-${text.trim()}` : text.trim();
  } catch {
    return null;
  }
}

/** A negative number that only its colour tells from a positive one, as Excel offers it: text has no colour. */
const UNSIGNED = /^[\d,.]*[1-9][\d,.]*$/;

const general = (value: number): string => String(SSF.format("General", value));

/** The format in the words that the formatter knows: `!` escapes as `\` does, Chinese needs no quotes, colours have Chinese names. */
function spelt(format: string): string {
  return format
    .split(/("[^"]*"|\\.|!.)/u)
    .map((piece, i) => {
      if (i % 2 === 1) return piece.startsWith("!") ? `\\${piece.slice(1)}` : piece;
      return piece
        .replace(/\[(?:DBNum\d|\$-[^\]]*|\p{Script=Han}+\d*)\]/giu, "")
        .replace(/G\/通用格式/g, "General")
        .replace(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]+/gu, '"$&"');
    })
    .join("");
}

const POINTED = /^([#,0]*0)(?:!\.|\\\.|"\.")(0+)(,*)((?:"[^"]*"|[\\!].|_.|[\p{Script=Han} ])*)(?:;.*)?$/u;

/**
 * `0!.0,"万"`: how Chinese sheets show ten thousands. The point is only written between the digits of the number, less three of
 * them for each comma.
 */
function withWrittenPoint(value: number, format: string): string | null {
  const [, , decimals = "", commas = "", unit = ""] = POINTED.exec(format.replace(/^\[[^\]]*\]/, "")) ?? [];
  if (decimals === "") return null;
  const digits = String(Math.round(Math.abs(value) / 1000 ** commas.length)).padStart(decimals.length + 1, "0");
  const at = digits.length - decimals.length;
  return `${value < 0 ? "-" : ""}${digits.slice(0, at)}.${digits.slice(at)}${unit.replace(/["\\!]|_./g, "")}`.trim();
}
