import { fold, labelKey } from "./normalize.ts";
import type { Line, Token } from "./token.ts";

/**
 * Where the form prints the unit of each row in a column of its own (收取的费用 | 万元 | 5), the unit is taken to the name before it, as if
 * printed with it (收取的费用（万元）): it is no place for a number.
 */
export function joinUnits(lines: readonly Line[], units: ReadonlySet<string>): readonly Line[] {
  if (units.size === 0) return lines;
  let name: { tokens: Token[]; at: number } | null = null;
  return lines.flatMap((line): Line[] => {
    if (line.kind !== "cells") return [line];
    const tokens: Token[] = [];
    for (const token of line.tokens) {
      if (token.kind !== "text" || !units.has(labelKey(fold(token.text)))) tokens.push(token);
      else if (name !== null) {
        const before: Token | undefined = name.tokens[name.at];
        if (before?.kind === "label") name.tokens[name.at] = { ...before, text: `${before.text}（${token.text}）` };
      }
      if (token.kind === "label") name = { tokens, at: tokens.length - 1 };
    }
    return tokens.length === 0 ? [] : [{ ...line, tokens }];
  });
}
