import { below, child, type Xml } from "../xml.ts";
import { valueIn } from "./values.ts";

/** Gives each paragraph of a list the number that Word shows before it: `一、`, `（三）`, `2.`; "" where it shows a bullet or nothing. */
export type Counter = (list: string, level: number) => string;

type Level = { start: number; format: string; text: string };

/** `root`: the document's numbering definitions, where it has any. */
export function listCounter(root: Xml | null): Counter {
  const definitions = new Map(
    [...(root ? below(root, "w:abstractNum") : [])].map((a) => [a.attributes["w:abstractNumId"], a]),
  );
  const lists = new Map([...(root ? below(root, "w:num") : [])].map((num) => [num.attributes["w:numId"] ?? "", num]));
  /** The last number given at each level; lists of one definition count on. */
  const counts = new Map<Xml, number[]>();

  return (list, level) => {
    const num = lists.get(list);
    const definition = definitions.get(valueIn(num, "w:abstractNumId"));
    if (!num || !definition) return "";
    const restarted = [...below(num, "w:startOverride")].length > 0;
    const owner = restarted ? num : definition;
    const counted = counts.get(owner) ?? [];
    const own = levelOf(definition, num, level);
    counted.length = Math.min(counted.length, level + 1);
    counted[level] = counted[level] === undefined ? own.start : counted[level] + 1;
    counts.set(owner, counted);
    if (own.format === "bullet" || own.format === "none") return "";
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const { start, format } = levelOf(definition, num, at);
      return written(counted[at] ?? start, format);
    });
  };
}

function levelOf(definition: Xml, num: Xml, level: number): Level {
  const named = (parent: Xml, name: string): Xml | undefined =>
    parent.children.find((c) => c.name === name && c.attributes["w:ilvl"] === String(level));
  const override = named(num, "w:lvlOverride");
  const found = child(override, "w:lvl") ?? named(definition, "w:lvl");
  return {
    start: Number(valueIn(override, "w:startOverride") ?? valueIn(found, "w:start") ?? 1),
    format: valueIn(found, "w:numFmt") ?? "decimal",
    text: valueIn(found, "w:lvlText") ?? "",
  };
}

const DIGITS = "零一二三四五六七八九";
const CIRCLED = 0x2460;

function written(n: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese/i.test(format)) return chinese(n);
  if (format === "decimalEnclosedCircle" || format === "decimalEnclosedCircleChinese")
    return n >= 1 && n <= 20 ? String.fromCharCode(CIRCLED + n - 1) : String(n);
  if (format === "decimalFullWidth") return String(n).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
  if (/Letter$/.test(format)) {
    const letter = String.fromCharCode(97 + ((n - 1) % 26));
    return format === "upperLetter" ? letter.toUpperCase() : letter;
  }
  return String(n);
}

function chinese(n: number): string {
  if (n < 10) return DIGITS.charAt(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  if (tens > 9) return String(n);
  return `${tens > 1 ? DIGITS.charAt(tens) : ""}十${ones > 0 ? DIGITS.charAt(ones) : ""}`;
}
