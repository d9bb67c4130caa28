import { readFileSync } from "node:fs";

let simple: Map<string, string> | undefined;

function table(): Map<string, string> {
  simple ??= new Map(
    readFileSync(`${import.meta.dirname}/traditional.tsv`, "utf8")
      .trimEnd()
      .split("\n")
      .map((line): [string, string] => [line.slice(0, 1), line.slice(2, 3)]),
  );
  return simple;
}

/** Characters that any annual report in traditional characters has and none in simplified ones. */
const MARKS = /[報開務區縣鎮廳辦]/;

/** The words in simplified characters (…/gate/big5/… and mirrors print traditional ones); one character for one, others as they are. */
export function simplified(words: string): string {
  return MARKS.test(words) ? words.replace(/[\u4E00-\u9FFF]/g, (c) => table().get(c) ?? c) : words;
}
