import { PATH } from "../page/index.ts";

/** The operators of AbbreviatedData (GB/T 33190, 9.1), with how many numbers each takes. */
const OPERATORS: Record<string, { takes: number; path(n: number[]): number[] }> = {
  S: { takes: 2, path: (n) => [PATH.move, ...n] },
  M: { takes: 2, path: (n) => [PATH.move, ...n] },
  L: { takes: 2, path: (n) => [PATH.line, ...n] },
  Q: { takes: 4, path: (n) => [PATH.quadratic, ...n] },
  B: { takes: 6, path: (n) => [PATH.curve, ...n] },
  // Of an arc only its end matters: it is no ruling line, whichever way it bends.
  A: { takes: 7, path: (n) => [PATH.quadratic, ...n.slice(5), ...n.slice(5)] },
  C: { takes: 0, path: () => [PATH.close] },
  // Not in the standard, but written by programs that come from SVG.
  Z: { takes: 0, path: () => [PATH.close] },
};

/** `M 0 0 L 10 0 C` as the path data that pages know; what comes behind something unknown is left out. */
export function pathData(abbreviated: string): number[] {
  const tokens = abbreviated.match(/[A-Za-z]|[-+.\d][-+.\deE]*/g) ?? [];
  const data: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const operator = OPERATORS[tokens[at++]?.toUpperCase() ?? ""];
    const numbers = tokens.slice(at, at + (operator?.takes ?? 0)).map(Number);
    if (!operator || numbers.length < operator.takes || !numbers.every(Number.isFinite)) break;
    for (const n of operator.path(numbers)) data.push(n);
    at += operator.takes;
  }
  return data;
}
