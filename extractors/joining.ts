/**
 * How pieces of one cell are put together that stand on lines of their own. Chinese is written without spaces, but two
 * numbers that stand one above the other must never become one number: what could belong to a number or a word stays parted.
 */
export function joinLines(left: string, right: string): string {
  if (left === "" || right === "") return left + right;
  return OF_A_NUMBER_OR_WORD.test(left.slice(-1)) && OF_A_NUMBER_OR_WORD.test(right.slice(0, 1))
    ? `${left} ${right}`
    : left + right;
}

const OF_A_NUMBER_OR_WORD = /[\p{Nd}\p{Script=Latin}.,，．%％+＋\-－−–—/／]/u;
