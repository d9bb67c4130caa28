import { type FormTable, forms } from "../../../data/forms/index.ts";
import { chapters } from "../../../data/words/labels.ts";
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
  /** The names of the forms that say it. */
  forms: string[];
};

type Vocabulary = {
  byKey: ReadonlyMap<string, readonly Meaning[]>;
  /** By table: its labels, with all that they mean, in it and elsewhere. */
  ofTable: ReadonlyMap<string, readonly { key: string; meanings: readonly Meaning[] }[]>;
  /** By table: the words that mean something only inside it. */
  within: ReadonlyMap<string, ReadonlyMap<string, readonly Meaning[]>>;
  /** Finds labels inside running text, longest first, whatever spaces and punctuation are between their characters. */
  inText: RegExp;
};

function compile(): Vocabulary {
  const byKey = new Map<string, Meaning[]>();
  const within = new Map<string, Map<string, Meaning[]>>();
  for (const chapter of chapters)
    for (const heading of chapter.headings)
      add(byKey, heading, { table: "", role: "heading", id: String(chapter.ordinal), ordinal: chapter.ordinal });
  for (const { name, tables } of forms)
    for (const table of tables) {
      const own = within.get(table.id) ?? new Map<string, Meaning[]>();
      within.set(table.id, own);
      addTable(table, (label, meaning, common) =>
        add(common ? own : byKey, label, { ...meaning, table: table.id }, name),
      );
    }
  const known = [...byKey].map(([key, meanings]) => ({ key, meanings }));
  const ofTable = new Map(
    [...within.keys()].map((id) => [id, known.filter(({ meanings }) => meanings.some((m) => m.table === id))]),
  );
  return { byKey, ofTable, within, inText: pattern(known.map(({ key }) => key)) };
}

function add(to: Map<string, Meaning[]>, label: string, meaning: Omit<Meaning, "forms">, form?: string): void {
  const folded = fold(label);
  for (const key of new Set([labelKey(withoutParentheses(folded)), labelKey(folded)])) {
    const meanings = to.get(key) ?? [];
    to.set(key, meanings);
    const { table, role, id } = meaning;
    const known = meanings.find((m) => m.table === table && m.role === role && m.id === id);
    const sayers = form === undefined ? [] : [form];
    if (known === undefined) meanings.push({ ...meaning, forms: sayers });
    else if (!known.forms.includes(sayers[0] ?? "")) known.forms.push(...sayers);
  }
}

/** `common`: the words mean it only inside the table. */
type Add = (label: string, meaning: Omit<Meaning, "forms" | "table">, common?: boolean) => void;

function addTable(table: FormTable, add: Add): void {
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
    for (const column of block.columns) {
      for (const label of [column.label, ...column.variants]) add(label, bare("column", column.column));
      for (const label of column.within) add(label, bare("column", column.column), true);
    }
    for (const row of block.rows) {
      const meaning: Parameters<Add>[1] = { role: "item", id: row.item, ordinal: ordinal(row.ordinal) };
      for (const label of [row.label, ...row.variants]) add(label, meaning);
      for (const label of row.within) add(label, meaning, true);
    }
  }
}

const BETWEEN = "[\\s、,.“”\"'‘’/()《》]*";
const AFTER = "(?:\\s*[(][^()]{0,80}[)])?";

function pattern(keys: string[]): RegExp {
  const longestFirst = [...keys].filter((key) => key !== "").sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const optionalParentheses = (key: string): string => [...key].join(BETWEEN);
  // Looking at the first character alone spares trying every label at every place.
  const firsts = [...new Set(longestFirst.map((key) => key.charAt(0)))].join("");
  return new RegExp(`(?=[${firsts}])(${longestFirst.map(optionalParentheses).join("|")})(?:\\s*[”")])?${AFTER}`, "g");
}

/** The words of every form in data/forms and of the chapter headings, compiled once. */
export const vocabulary: Vocabulary = compile();

const byTable = new WeakMap<readonly Meaning[], Map<string, readonly Meaning[]>>();

/** Those of a label's meanings that are of this table; made out once for each label. */
export function meaningsOf(meanings: readonly Meaning[], table: string): readonly Meaning[] {
  const known = byTable.get(meanings) ?? new Map<string, readonly Meaning[]>();
  byTable.set(meanings, known);
  const own = known.get(table) ?? meanings.filter((m) => m.table === table);
  known.set(table, own);
  return own;
}
