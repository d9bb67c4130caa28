import { fold, labelKey } from "../words/index.ts";
import type { Line, Token } from "./token.ts";

/**
 * Where the form prints the unit of each row in a column of its own (收取的费用 | 万元 | 5), the unit is taken to the name before it, as if
 * printed with it (收取的费用（万元）): it is no place for a number. What stands behind a unit that begins a line is of the name's line.
 */
export function joinUnits(lines: readonly Line[], units: ReadonlySet<string>): readonly Line[] {
  if (units.size === 0) return lines;
  const isUnit = (token: Token): boolean => token.kind === "text" && units.has(labelKey(fold(token.text)));
  let name: Token[] | null = null;
  return lines.flatMap((line): Line[] => {
    if (line.kind !== "cells") return [line];
    const own: Token[] = [];
    let tokens = own;
    for (const token of line.tokens) {
      if (!isUnit(token)) tokens.push(token);
      else if (name !== null) {
        const last = name.findLastIndex((t) => t.kind === "label");
        const label = name[last];
        if (label?.kind === "label") name[last] = { ...label, text: `${label.text}（${token.text}）` };
        if (own.length === 0) tokens = name;
      }
      if (token.kind === "label") name = tokens;
    }
    return own.length === 0 ? [] : [{ ...line, tokens: own }];
  });
}
