const QUOTED_OR_COMMENT = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Whether what was typed ends a statement: a `;` at its end that stands in no text and no comment. */
export function isWhole(typed: string): boolean {
  const bare = typed.replace(QUOTED_OR_COMMENT, "");
  return !/['"]|\/\*/.test(bare) && /;\s*$/.test(bare);
}
