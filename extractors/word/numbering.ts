/** Gives each paragraph of a list the number that Word shows before it: `一、`, `（三）`, `2.`; "" where it shows a bullet or nothing. */
export type Counter = (list: string, level: number) => string;

/** `format` as DOCX names it (`chineseCounting`, `decimal`); `text` holds `%1` … `%9` for the numbers of the levels. */
export type ListLevel = { start: number; format: string; text: string };

/** `counts`: lists of which this is the same thing count on from each other. */
export type WordList = { counts: object; level(n: number): ListLevel };

export function listCounter(find: (list: string) => WordList | null): Counter {
  /** The last number given at each level. */
  const counts = new Map<object, number[]>();

  return (id, level) => {
    const list = find(id);
    if (!list) return "";
    const counted = counts.get(list.counts) ?? [];
    const own = list.level(level);
    counted.length = Math.min(counted.length, level + 1);
    counted[level] = counted[level] === undefined ? own.start : counted[level] + 1;
    counts.set(list.counts, counted);
    if (own.format === "bullet" || own.format === "none") return "";
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const { start, format } = list.level(at);
      return written(counted[at] ?? start, format);
    });
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
