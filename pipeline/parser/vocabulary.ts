import { type FormTable, forms } from "../../data/forms/index.ts";
import { chapters } from "../../data/words/labels.ts";
import { fold, labelKey, ordinalNumber, withoutParentheses } from "./normalize.ts";

/** What a label is to its table: it names a number's row or column, or it only stands over, beside or between numbers. */
export type Role = "item" | "column" | "group" | "spanner" | "corner" | "clause" | "subtotal" | "heading";

/** One thing a label may mean. The same words may mean several: 总计 is a row and a column of table 三, and a column of table 四. */
export type Meaning = {
  /** The statutory table, "" for a chapter heading. */
  table: string;
  role: Role;
  id: string;
  /** The number that the form prints before it, 0 where none. */
  ordinal: number;
  /** The generations of the form that say it. */
  formats: string[];
};

type Vocabulary = {
  byKey: ReadonlyMap<string, readonly Meaning[]>;
  /** The keys of labels long enough to be recognised when damaged, with their meanings. */
  keys: readonly { key: string; meanings: readonly Meaning[] }[];
  /** Finds labels inside running text, longest first, whatever spaces and punctuation are between their characters. */
  inText: RegExp;
};

function compile(): Vocabulary {
  const byKey = new Map<string, Meaning[]>();
  const add = (label: string, meaning: Omit<Meaning, "formats">, format?: string): void => {
    const folded = fold(label);
    for (const key of new Set([labelKey(withoutParentheses(folded)), labelKey(folded)])) {
      const meanings = byKey.get(key) ?? [];
      byKey.set(key, meanings);
      const { table, role, id } = meaning;
      const known = meanings.find((m) => m.table === table && m.role === role && m.id === id);
      const formats = format === undefined ? [] : [format];
      if (known === undefined) meanings.push({ ...meaning, formats });
      else if (!known.formats.includes(formats[0] ?? "")) known.formats.push(...formats);
    }
  };
  for (const chapter of chapters)
    for (const heading of chapter.headings)
      add(heading, { table: "", role: "heading", id: String(chapter.ordinal), ordinal: chapter.ordinal });
  for (const form of forms)
    for (const table of form.tables) addTable(table, (label, m) => add(label, { ...m, table: table.id }, form.format));
  const keys = [...byKey].map(([key, meanings]) => ({ key, meanings }));
  return { byKey, keys, inText: pattern(keys.map((k) => k.key)) };
}

function addTable(table: FormTable, add: (label: string, meaning: Omit<Meaning, "formats" | "table">) => void): void {
  const ordinal = (text: string | undefined): number => (text === undefined ? 0 : ordinalNumber(labelKey(fold(text))));
  const bare = (role: Role, id: string) => ({ role, id, ordinal: 0 });
  if (table.corner !== undefined) add(table.corner, bare("corner", "corner"));
  for (const words of table.columnGroups) add(words, bare("spanner", "spanner"));
  for (const words of table.subtotals) add(words, bare("subtotal", "subtotal"));
  for (const [id, group] of Object.entries(table.groups))
    for (const label of [group.label, ...group.variants])
      add(label, { role: "group", id, ordinal: ordinal(group.ordinal) });
  for (const block of table.blocks) {
    if (block.clause !== undefined) add(block.clause, bare("clause", block.clause));
    for (const column of block.columns)
      for (const label of [column.label, ...column.variants]) add(label, bare("column", column.column));
    for (const row of block.rows)
      for (const label of [row.label, ...row.variants])
        add(label, { role: "item", id: row.item, ordinal: ordinal(row.ordinal) });
  }
}

const BETWEEN = "[\\s、,.“”\"'‘’/()]*";
const AFTER = "(?:\\s*[(][^()]{0,80}[)])?";

function pattern(keys: string[]): RegExp {
  const longestFirst = [...keys].filter((key) => key !== "").sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const optionalParentheses = (key: string): string => [...key].join(BETWEEN);
  // Looking at the first character alone spares trying every label at every place.
  const firsts = [...new Set(longestFirst.map((key) => key.charAt(0)))].join("");
  return new RegExp(`(?=[${firsts}])(${longestFirst.map(optionalParentheses).join("|")})[”")]?${AFTER}`, "g");
}

/** The words of every form in data/forms and of the chapter headings, compiled once. */
export const vocabulary: Vocabulary = compile();
